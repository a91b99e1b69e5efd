import type { Account, AccountState } from '@surefoot/shared/messages'
import { until } from '../until.ts'
import type { Operator } from './operator.ts'

const WITHIN_MS = 45_000

/** Wait until an account is in one of the states. Throws, with the reason, when it stopped instead. */
export async function untilState(
  operator: Operator,
  {
    account,
    states,
    signal,
  }: { account: Account; states: readonly AccountState[]; signal: AbortSignal },
): Promise<void> {
  // The view follows the ledger by events: an account that was just switched on may still look idle.
  let hasBegun = false
  await until(
    async () => {
      const row = (await operator.desk()).accounts[account]
      if (states.includes(row.state)) return true
      const isStopped = row.state === 'IDLE' || row.state === 'STOPPING'
      hasBegun ||= !isStopped
      if (hasBegun && isStopped)
        throw new Error(`Account ${account} stopped: ${row.reason ?? 'no reason recorded'}`)
      return false
    },
    { what: `account ${account} to be ${states.join(' or ')}`, withinMs: WITHIN_MS, signal },
  )
}
