import type { Account, ExecRequest, OpportunityLeg } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'

/** Longer than any case takes: a request that comes late is dropped, and none of these is to be. */
const FRESH_FOR_MS = 120_000
const STAKE = '100.00'
const ODDS = '2.1'

/** A request for 100 on each of two outcomes at 2.1, on a match that no other case has: 10 are won whatever happens. */
export function buildRequest(deskId: string): ExecRequest {
  const matchId = randomUUID()
  const common = { matchId, home: 'Ada', away: 'Bea', sport: 'tennis', line: null }
  return {
    deskId,
    executionId: randomUUID(),
    opportunity: {
      ...common,
      opportunityId: `${matchId}:winner`,
      deskId,
      start: new Date(Date.now() + FRESH_FOR_MS).toISOString(),
      market: 'match_winner',
      legs: { A: buildSide('A', matchId), B: buildSide('B', matchId) },
      profit: '10.00',
      profitBps: 500,
      foundAt: Date.now(),
    },
    venue: 'live',
    requestedBy: 'operator',
    expiresAt: Date.now() + FRESH_FOR_MS,
  }
}

function buildSide(account: Account, matchId: string): OpportunityLeg {
  const [outcome, other] =
    account === 'A' ? (['home', 'away'] as const) : (['away', 'home'] as const)
  return {
    providerId: account === 'A' ? 'north' : 'south',
    contractVersion: 1,
    currency: 'EUR',
    eventId: matchId,
    selectionId: `${matchId} ${outcome} of ${account}`,
    outcome,
    odds: ODDS,
    stake: STAKE,
    maxStake: null,
    receivedAt: Date.now(),
    opposite: {
      selectionId: `${matchId} ${other} of ${account}, opposite`,
      outcome: other,
      odds: '1.8',
    },
  }
}
