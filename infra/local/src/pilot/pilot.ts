import { sandboxContracts } from '@surefoot/sandbox/contracts'
import type { Account } from '@surefoot/shared/messages'
import type { Bookmakers } from '../sandbox.ts'
import type { Screen } from '../screen.ts'
import { persist } from './call.ts'
import { openUntilRunning } from './keep-open.ts'
import type { OpenAccount } from './open-account.ts'
import type { Operator } from './operator.ts'

export interface PilotOptions {
  readonly operator: Operator
  readonly sandbox: Bookmakers
  readonly screen: Screen
  readonly signal: AbortSignal
}

const ACCOUNTS: readonly { account: Account; bookmaker: string; house: 'north' | 'south' }[] = [
  { account: 'A', bookmaker: 'North', house: 'north' },
  { account: 'B', bookmaker: 'South', house: 'south' },
]
const LOGIN_PATH = { north: '/login', south: '/signin' }
const WITHIN_MS = 60_000

/** Give the desk the contracts of the sandbox bookmakers. */
export async function importContracts({
  operator,
  sandbox,
}: Pick<PilotOptions, 'operator' | 'sandbox'>): Promise<void> {
  for (const document of Object.values(sandboxContracts(sandbox)))
    await persist(() => operator.importContract(document), { withinMs: WITHIN_MS })
}

/** Each account with what a person needs to open it. */
export function accountsOf({ operator, sandbox, screen, signal }: PilotOptions): OpenAccount[] {
  return ACCOUNTS.map(({ account, bookmaker, house }) => ({
    operator,
    screen,
    signal,
    account,
    bookmaker,
    url: `${sandbox[house]}${LOGIN_PATH[house]}`,
  }))
}

/** Do what a person does at the sandbox: open both accounts, then start the desk, live and automatic. */
export async function fly(options: PilotOptions): Promise<void> {
  const { operator, screen, signal } = options
  await Promise.all(accountsOf(options).map(openUntilRunning))
  await persist(() => operator.control({ venue: 'live', mode: 'auto', trading: 'RUN' }), {
    withinMs: WITHIN_MS,
    signal,
  })
  screen.good('both accounts RUNNING; the desk trades live, at the sandbox only')
}
