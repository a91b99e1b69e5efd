import type { Account } from '@surefoot/shared/messages'
import { until } from '../until.ts'
import type { Operator } from './operator.ts'

export interface AtBookmaker {
  readonly operator: Operator
  readonly account: Account
  /** The bookmaker's login page, where the browser was opened. */
  readonly url: string
  readonly signal: AbortSignal
}

const WITHIN_MS = 30_000
/** The sandbox bookmakers take any name with this one password. */
const PASSWORD = 'sandbox'

/** Log in by keyboard: the page puts the cursor into its first field. A profile that is logged in shows another page. */
export async function logIn({ operator, account, url, signal }: AtBookmaker): Promise<void> {
  const waiting = { withinMs: WITHIN_MS, signal }
  const look = (): Promise<string | undefined> => operator.address(account)
  const first = await until(look, { ...waiting, what: `a page of account ${account}` })
  if (first !== url) return
  await operator.act(account, [
    { do: 'type', text: `pilot-${account.toLowerCase()}` },
    { do: 'press', key: 'Tab' },
    { do: 'type', text: PASSWORD },
    { do: 'press', key: 'Enter' },
  ])
  const hasLeft = async (): Promise<boolean> => {
    const address = await look()
    return address !== undefined && address !== url
  }
  await until(hasLeft, { ...waiting, what: `account ${account} to be logged in` })
}
