import { sandboxContracts } from '@surefoot/sandbox/contracts'
import type { Account } from '@surefoot/shared'
import type { Bookmakers } from '../sandbox.ts'
import type { Screen } from '../screen.ts'
import { openAccount } from './open-account.ts'
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

/** Give the desk the contracts of the sandbox bookmakers. */
export async function importContracts({
  operator,
  sandbox,
}: Pick<PilotOptions, 'operator' | 'sandbox'>): Promise<void> {
  for (const document of Object.values(sandboxContracts(sandbox)))
    await operator.importContract(document)
}

/** Do what a person does at the sandbox: open both accounts, then start the desk, live and automatic. */
export async function fly(options: PilotOptions): Promise<void> {
  const { operator, sandbox, screen, signal } = options
  await Promise.all(
    ACCOUNTS.map(({ account, bookmaker, house }) =>
      openAccount({
        account,
        bookmaker,
        url: `${sandbox[house]}${LOGIN_PATH[house]}`,
        operator,
        screen,
        signal,
      }),
    ),
  )
  await operator.control({ venue: 'live', mode: 'auto', trading: 'RUN' })
  screen.good('both accounts RUNNING; the desk trades live, at the sandbox only')
}
