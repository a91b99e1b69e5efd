import { fromMinor, leastProfitOf, toMinor } from '@surefoot/arbitrage'
import type { LegPlan, Opportunity } from '@surefoot/shared/messages'
import type { Random } from '../src/random.ts'

/** The opportunity of a plan; now and then one that the plan is not of, or that promises too much. */
export function drawOpportunity(
  { random, deskId }: { readonly random: Random; readonly deskId: string },
  matchId: string,
  plans: Readonly<Record<'A' | 'B', LegPlan>>,
): Opportunity {
  const leg = (
    { providerId, contractVersion, eventId, selectionId, stake }: LegPlan,
    outcome: 'home' | 'away',
  ) => ({
    providerId,
    contractVersion,
    currency: 'EUR',
    eventId: random.chance(0.02) ? 'event' : eventId,
    selectionId,
    outcome: random.chance(0.02) ? ('home' as const) : outcome,
    odds: random.pick(['2.1', '2.10']),
    stake,
    maxStake: null,
    receivedAt: 1,
    opposite: null,
  })
  const legs = { A: leg(plans.A, 'home'), B: leg(plans.B, 'away') }
  const least = leastProfitOf({ market: 'match_winner', line: null }, legs) ?? 0
  const staked = toMinor(legs.A.stake) + toMinor(legs.B.stake)
  return {
    opportunityId: `${matchId}:winner`,
    deskId,
    matchId,
    home: 'Ada',
    away: 'Bea',
    sport: 'tennis',
    start: '2026-11-24T16:00:00.000Z',
    market: 'match_winner',
    line: null,
    legs,
    profit: random.chance(0.02) ? '10' : fromMinor(least),
    profitBps: staked === 0 ? 0 : Math.floor((least * 10_000) / staked),
    foundAt: 1,
  }
}
