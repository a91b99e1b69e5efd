import type { Account, ExecRequest, OpportunityLeg } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { ODDS } from './bookmaker.ts'
import { PROVIDERS } from './providers.ts'

const STAKE = '10.00'
const MATCH_AHEAD_MS = 3_600_000

/** A request for 10 on each of two outcomes at 2.1, on a match that no other execution has: 1 is won whatever happens. */
export function buildRequest(deskId: string, livesMs: number): ExecRequest {
  const matchId = randomUUID()
  const nowMs = Date.now()
  return {
    deskId,
    executionId: randomUUID(),
    opportunity: {
      matchId,
      home: 'Ada',
      away: 'Bea',
      sport: 'tennis',
      line: null,
      opportunityId: `${matchId}:winner`,
      deskId,
      start: new Date(nowMs + MATCH_AHEAD_MS).toISOString(),
      market: 'match_winner',
      legs: { A: buildSide('A', matchId), B: buildSide('B', matchId) },
      profit: '1.00',
      profitBps: 500,
      foundAt: nowMs,
    },
    venue: 'live',
    requestedBy: 'operator',
    expiresAt: nowMs + livesMs,
  }
}

function buildSide(account: Account, matchId: string): OpportunityLeg {
  const [outcome, other] =
    account === 'A' ? (['home', 'away'] as const) : (['away', 'home'] as const)
  return {
    providerId: PROVIDERS[account].id,
    contractVersion: 1,
    currency: 'EUR',
    eventId: matchId,
    selectionId: `${matchId} ${outcome}`,
    outcome,
    odds: ODDS,
    stake: STAKE,
    maxStake: null,
    receivedAt: Date.now(),
    opposite: { selectionId: `${matchId} ${other}`, outcome: other, odds: '1.8' },
  }
}
