import type { ExecutionRow, Opportunity } from '@surefoot/shared/messages'
import type { Desk, LiveOpportunity } from '../src/api/desk.ts'

/** Milliseconds since 1970 at which these tests happen. */
export const NOW = Date.parse('2026-01-01T12:00:00.000Z')
export const EXECUTION = '11111111-1111-4111-8111-111111111111'

export function buildOpportunity(change: Partial<LiveOpportunity> = {}): LiveOpportunity {
  const leg = (name: 'A' | 'B'): Opportunity['legs']['A'] => ({
    providerId: name === 'A' ? 'north' : 'south',
    contractVersion: 1,
    currency: 'EUR',
    eventId: 'event-1',
    selectionId: `selection-${name}`,
    outcome: name === 'A' ? 'home' : 'away',
    odds: '2.10',
    stake: '25.00',
    maxStake: null,
    receivedAt: NOW,
    opposite: null,
  })
  return {
    opportunityId: 'opportunity-1',
    deskId: 'main',
    matchId: 'match-1',
    home: 'Alcaraz',
    away: 'Sinner',
    sport: 'tennis',
    start: new Date(NOW).toISOString(),
    market: 'match_winner',
    line: null,
    legs: { A: leg('A'), B: leg('B') },
    profit: '2.50',
    profitBps: 500,
    foundAt: NOW,
    declined: null,
    ...change,
  }
}

export function buildDesk(change: Partial<Desk['control']> = {}): Desk {
  const account = (name: 'A' | 'B'): Desk['accounts']['A'] => ({
    deskId: 'main',
    account: name,
    state: 'RUNNING',
    url: null,
    browserId: null,
    providerId: null,
    contractVersion: null,
    reason: null,
    changedAt: new Date(NOW).toISOString(),
    waitsFor: null,
    browser: null,
  })
  const nothing = { total: '0.00', byMatch: {} }
  return {
    deskId: 'main',
    control: { trading: 'RUN', mode: 'manual', venue: 'paper', ...change },
    now: NOW,
    accounts: { A: account('A'), B: account('B') },
    exposure: { A: nothing, B: nothing },
    limits: { perMatch: '1000', total: '5000' },
    opportunityRate: 0,
  }
}

export function buildExecution(change: Partial<ExecutionRow> = {}): ExecutionRow {
  return {
    id: EXECUTION,
    timestamp: new Date(NOW).toISOString(),
    deskId: 'main',
    matchId: 'match-1',
    home: 'Alcaraz',
    away: 'Sinner',
    sport: 'tennis',
    market: 'match_winner',
    line: null,
    providerA: 'north',
    providerB: 'south',
    stakeA: '25.00',
    stakeB: '26.19',
    oddsA: '2.20',
    oddsB: '2.10',
    outcomeA: 'home',
    outcomeB: 'away',
    legA_status: 'success',
    legB_status: 'success',
    hedge_triggered: false,
    final_status: 'success',
    error_message: null,
    expectedProfit: '3.80',
    profit: null,
    venue: 'paper',
    requestedBy: 'operator',
    deadline: new Date(NOW).toISOString(),
    closedAt: new Date(NOW).toISOString(),
    hedge: null,
    ...change,
  }
}
