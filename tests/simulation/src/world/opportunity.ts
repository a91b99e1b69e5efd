import { fromMinor, leastProfitOf, toMinor } from '@surefoot/arbitrage'
import type { Account, Opportunity, OpportunityLeg, Outcome } from '@surefoot/shared/messages'
import { DESK } from './settings.ts'
import type { World } from './world.ts'

type Match = Pick<Opportunity, 'matchId' | 'sport' | 'market' | 'line'> & {
  readonly outcomes: readonly [Outcome, Outcome]
}

/** Each of another kind of market: what holds of one must hold of all that two bets cover. */
export const MATCHES: readonly Match[] = [
  {
    matchId: 'ada-bea',
    sport: 'tennis',
    market: 'match_winner',
    line: null,
    outcomes: ['home', 'away'],
  },
  {
    matchId: 'cat-dee',
    sport: 'football',
    market: 'handicap',
    line: '-0.5',
    outcomes: ['away', 'home'],
  },
  {
    matchId: 'eve-fay',
    sport: 'football',
    market: 'both_score',
    line: null,
    outcomes: ['yes', 'no'],
  },
]

/** Quotes of A and B at 2.1 each, of a match: about five in a hundred are won whatever happens. */
export function quoteOpportunity(
  world: World,
  { matchId, sport, market, line, outcomes }: Match,
  stake: string,
): Opportunity {
  const at = world.ledger.nowMs()
  const leg = (account: Account): OpportunityLeg => {
    const [first, second] = outcomes
    const [outcome, other] = account === 'A' ? [first, second] : [second, first]
    const selectionId = `${matchId}-${outcome}`
    return {
      providerId: world.houses[account].providerId,
      contractVersion: 1,
      currency: 'EUR',
      eventId: matchId,
      selectionId,
      outcome,
      odds: '2.1',
      stake,
      maxStake: null,
      stakeStep: '0.01',
      receivedAt: at,
      opposite: { selectionId: `${selectionId}-opposite`, outcome: other, odds: '1.8' },
    }
  }
  const legs = { A: leg('A'), B: leg('B') }
  const least = leastProfitOf({ market, line }, legs) ?? 0
  return {
    opportunityId: `${matchId}:${market}`,
    deskId: DESK,
    matchId,
    home: 'Ada',
    away: 'Bea',
    sport,
    start: new Date(at + 3_600_000).toISOString(),
    market,
    line,
    legs,
    profit: fromMinor(least),
    profitBps: Math.floor((least * 10_000) / (2 * toMinor(stake))),
    foundAt: at,
  }
}
