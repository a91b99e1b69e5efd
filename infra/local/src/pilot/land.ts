import type { Account } from '@surefoot/shared/messages'
import type { Screen } from '../screen.ts'
import { until } from '../until.ts'
import { persist } from './call.ts'
import type { Operator } from './operator.ts'

const FINISH_WITHIN_MS = 45_000
const CLOSE_WITHIN_MS = 60_000
/** A process or server that was just killed is back within this; to halt or switch off twice is to do it once. */
const SENT_WITHIN_MS = 60_000
const ACCOUNTS: readonly Account[] = ['A', 'B']

/** Open nothing new and wait until every execution is closed. Returns the ids of those that are not. */
export async function drain(operator: Operator, screen: Screen): Promise<string[]> {
  await persist(() => operator.control({ trading: 'HALT_NEW', mode: 'manual' }), {
    withinMs: SENT_WITHIN_MS,
  })
  screen.step('halted; finishing what is open')
  const open = async (): Promise<string[]> =>
    (await operator.executions()).filter((row) => row.closedAt === null).map((row) => row.id)
  await until(async () => (await open()).length === 0, {
    what: 'every execution to be closed',
    withinMs: FINISH_WITHIN_MS,
    signal: AbortSignal.timeout(FINISH_WITHIN_MS * 2),
  }).catch((error: unknown) => screen.warn(String(error)))
  const left = await open()
  for (const id of left) screen.warn(`still open: execution ${id}; its exposure stays reserved`)
  return left
}

/** Switch both accounts off and wait until they are IDLE, browsers closed. */
export async function closeAccounts(operator: Operator, screen: Screen): Promise<void> {
  const { accounts } = await operator.desk()
  for (const account of ACCOUNTS)
    if (accounts[account].state !== 'IDLE' && accounts[account].state !== 'STOPPING')
      await persist(() => operator.toggle(account, false), { withinMs: SENT_WITHIN_MS })
  await until(
    async () => {
      const desk = await operator.desk()
      return ACCOUNTS.every((account) => desk.accounts[account].state === 'IDLE')
    },
    {
      what: 'both accounts to be IDLE',
      withinMs: CLOSE_WITHIN_MS,
      signal: AbortSignal.timeout(CLOSE_WITHIN_MS * 2),
    },
  )
  screen.good('both accounts IDLE, browsers closed')
}
