import type { Account, Opportunity, OpportunityLeg } from '@surefoot/shared/messages'
import { DESK } from './settings.ts'
import type { World } from './world.ts'

/** Quotes of A and B at 2.1 each, of a match: about five in a hundred are won whatever happens. */
export function quoteOpportunity(world: World, matchId: string, stake: string): Opportunity {
  const at = world.ledger.nowMs()
  const leg = (account: Account): OpportunityLeg => {
    const [outcome, other] =
      account === 'A' ? (['home', 'away'] as const) : (['away', 'home'] as const)
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
  return {
    opportunityId: `${matchId}:winner`,
    deskId: DESK,
    matchId,
    home: 'Ada',
    away: 'Bea',
    sport: 'tennis',
    start: new Date(at + 3_600_000).toISOString(),
    market: 'match_winner',
    line: null,
    legs: { A: leg('A'), B: leg('B') },
    profit: '1.00',
    profitBps: 500,
    foundAt: at,
  }
}
