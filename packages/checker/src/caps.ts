import { fromMinor, toMinor } from '@surefoot/arbitrage'
import type { LegState } from '@surefoot/shared/messages'
import { accountKey, type Replay, type ReplayedLeg } from './replay.ts'
import type { LinkRule } from './rule.ts'

/**
 * I7: nothing is armed beyond a cap. A hedge lowers the worst case, so it passes; its stake counts for what follows. The
 * sum is this file's own: a fault in the arithmetic that the ledger uses would not show by itself.
 */
export const checkArmedWithinCaps: LinkRule = ({ fact, before }, { caps }) => {
  if (fact.kind !== 'leg.armed' || caps === null) return []
  const leg = before.legs.get(fact.details.permit.legId)
  if (leg === undefined || leg.role === 'H') return []
  // The leg itself is outstanding since it was authorised.
  const own = outstandingOf(before, leg)
  const onMatch = own.filter(({ matchId }) => matchId === leg.matchId)
  const sums = [
    { what: 'on the match', sum: sumOf(onMatch), cap: caps.perMatchMinor },
    { what: 'in all', sum: sumOf(own), cap: caps.totalMinor },
  ]
  return sums
    .filter(({ sum, cap }) => sum > cap)
    .map(({ what, sum, cap }) => ({
      invariant: 'I7',
      subject: leg.legId,
      details: `Its account had ${fromMinor(sum)} outstanding ${what}; the cap is ${fromMinor(cap)}`,
    }))
}

const NOT_PLACED: ReadonlySet<LegState> = new Set(['REJECTED', 'ABSENT', 'DENIED', 'VOID'])

function outstandingOf({ legs }: Replay, leg: ReplayedLeg): ReplayedLeg[] {
  return [...legs.values()].filter(
    (one) => accountKey(one) === accountKey(leg) && !one.isOver && !NOT_PLACED.has(one.state),
  )
}

function sumOf(legs: readonly ReplayedLeg[]): number {
  return legs.reduce((sum, leg) => sum + toMinor(leg.acceptedStake ?? leg.stake), 0)
}
