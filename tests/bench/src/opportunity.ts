import type { LegPlan, Opportunity, OpportunityLeg } from '@surefoot/shared/messages'

export const DESK = 'bench'
const STAKE = '10.00'
const ODDS = '2.1'

/** 10 on each of two outcomes at 2.1, on a match of its own. */
export function findOpportunity(matchId: string): Opportunity {
  const leg = (providerId: string, outcome: 'home' | 'away'): OpportunityLeg => ({
    providerId,
    contractVersion: 1,
    currency: 'EUR',
    eventId: `event of ${matchId}`,
    selectionId: `${matchId} ${outcome}`,
    outcome,
    odds: ODDS,
    stake: STAKE,
    maxStake: null,
    receivedAt: Date.now(),
    opposite: null,
  })
  return {
    opportunityId: `${matchId}:winner`,
    deskId: DESK,
    matchId,
    home: 'Ada',
    away: 'Bea',
    sport: 'tennis',
    start: new Date(Date.now() + 3_600_000).toISOString(),
    market: 'match_winner',
    line: null,
    legs: { A: leg('north', 'home'), B: leg('south', 'away') },
    profit: '1.00',
    profitBps: 500,
    foundAt: Date.now(),
  }
}

/** A leg of it as the execution service plans it. */
export function planLeg(
  { legs }: Opportunity,
  executionId: string,
  { role, deadline }: { readonly role: 'A' | 'B'; readonly deadline: string },
): LegPlan {
  const { providerId, contractVersion, eventId, selectionId, stake } = legs[role]
  return {
    deskId: DESK,
    account: role,
    legId: `${executionId}-${role}`,
    executionId,
    role,
    providerId,
    contractVersion,
    eventId,
    selectionId,
    stake,
    leastOdds: '1.9',
    deadline,
    venue: 'paper',
  }
}
