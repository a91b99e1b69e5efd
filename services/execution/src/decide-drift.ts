import { toMinor } from '@surefoot/arbitrage'
import type { Account, ExecutionRecord, Leg } from '@surefoot/shared'
import type { Difference } from './exposure-counter.ts'

/**
 * What a difference between a count and the ledger means. `on its way`: the execution is open, so who has it in hand
 * counts it. `behind`: the count was right once, and the last word on it was lost or is still to come: a settlement by
 * hand, a process that died after its commit, one that was paused and counted too late. `drift`: nothing explains it.
 */
export type DriftVerdict = 'on its way' | 'behind' | 'drift'

/** `record`: what the ledger holds of the execution; undefined if it does not know it. */
export function decideDrift(
  record: ExecutionRecord | undefined,
  { account, matchId, countedMinor }: Difference,
): DriftVerdict {
  if (record === undefined || record.execution.matchId !== matchId) return 'drift'
  if (record.execution.closedAt === null) return 'on its way'
  return formerCounts(record, account).has(countedMinor) ? 'behind' : 'drift'
}

/** Every count that an account's legs of a closed execution can once have had: of each leg one of its stakes. */
function formerCounts({ legs, opportunity }: ExecutionRecord, account: Account): Set<number> {
  let sums = [0]
  for (const leg of legs.filter((one) => one.account === account)) {
    const stakes = stakesOf(leg, opportunity.legs[account].stake)
    sums = sums.flatMap((sum) => stakes.map((stake) => sum + stake))
  }
  return new Set(sums)
}

/** What a leg can have counted as: planned, re-sized, accepted; and as nothing, unless it was reserved and still stands. */
function stakesOf({ role, stake, state, receipt, settlement }: Leg, planned: string): number[] {
  const stakes = [stake, ...(role === 'H' ? [] : [planned]), receipt?.stake ?? stake].map(toMinor)
  const isStanding = role !== 'H' && state === 'ACCEPTED' && settlement === null
  return isStanding ? stakes : [0, ...stakes]
}
