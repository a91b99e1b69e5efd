import type {
  Account,
  AccountRow,
  Bet,
  BrowserStatus,
  ContractRow,
  ExecutionRecord,
  HedgeEvent,
  HedgeStep,
  ImportedExecution,
  Leg,
  LegRole,
  Opportunity,
  StatementRow,
} from '@surefoot/shared/messages'
import { hashSecret } from '../../src/auth/secret.ts'

export const AT = '2026-03-01T12:00:00.000Z'
export const EXECUTION_ID = '5b1f0d5e-52c4-4a7e-8a40-6d3f7a3f0c11'
export const LEG_IDS = { A: `${EXECUTION_ID}-A`, B: `${EXECUTION_ID}-B` }
export const BROWSER_IDS = {
  A: 'a5a0f9b8-44b4-4f5e-9b53-1d0a3a0b6c01',
  B: 'b5a0f9b8-44b4-4f5e-9b53-1d0a3a0b6c02',
}
export const MARK_TOKENS = { A: 'mark-token-of-account-A', B: 'mark-token-of-account-B' }

export function accountRow(account: Account, change: Partial<AccountRow> = {}): AccountRow {
  return {
    deskId: 'main',
    account,
    state: 'IDLE',
    url: null,
    browserId: null,
    providerId: null,
    contractVersion: null,
    reason: null,
    changedAt: AT,
    ...change,
  }
}

export function browserStatus(
  account: Account,
  change: Partial<BrowserStatus> = {},
): BrowserStatus {
  return {
    deskId: 'main',
    account,
    executorId: 'executor-1',
    epoch: 1,
    browserId: BROWSER_IDS[account],
    isUp: true,
    reason: null,
    pageOrigin: 'http://127.0.0.1:7301',
    isLoggedIn: null,
    balance: null,
    watching: null,
    firstPacketAt: null,
    lastPacketAt: null,
    quotesMapped: 0,
    markTokenHash: hashSecret(MARK_TOKENS[account]),
    at: 0,
    ...change,
  }
}

function side(selectionId: string, outcome: 'home' | 'away'): Opportunity['legs']['A'] {
  return {
    providerId: 'north',
    contractVersion: 1,
    currency: 'EUR',
    eventId: 'event-1',
    selectionId,
    outcome,
    odds: '2.10',
    stake: '25.00',
    maxStake: null,
    receivedAt: 1,
    // What a hedge of A backs.
    opposite: outcome === 'home' ? { selectionId: 'h-1', outcome: 'away', odds: '1.80' } : null,
  }
}

export function opportunity(opportunityId: string, profitBps = 120): Opportunity {
  return {
    opportunityId,
    deskId: 'main',
    matchId: 'match-1',
    home: 'Novak Djokovic',
    away: 'Carlos Alcaraz',
    sport: 'tennis',
    start: AT,
    market: 'match_winner',
    line: null,
    legs: { A: side('a-1', 'home'), B: side('b-1', 'away') },
    profit: '0.60',
    profitBps,
    foundAt: 1,
  }
}

export const contract: ContractRow = {
  providerId: 'north',
  version: 1,
  name: 'North',
  origins: ['http://127.0.0.1:7301'],
  document: { id: 'north' },
  importedAt: AT,
  importedBy: 'operator',
}

export const executionRecord: ExecutionRecord = {
  execution: {
    id: EXECUTION_ID,
    timestamp: AT,
    deskId: 'main',
    matchId: 'match-1',
    home: 'Novak Djokovic',
    away: 'Carlos Alcaraz',
    sport: 'tennis',
    market: 'match_winner',
    line: null,
    providerA: 'north',
    providerB: 'south',
    stakeA: '25.00',
    stakeB: '25.00',
    oddsA: '2.10',
    oddsB: '2.10',
    outcomeA: 'home',
    outcomeB: 'away',
    legA_status: 'success',
    legB_status: 'success',
    hedge_triggered: false,
    final_status: 'success',
    error_message: null,
    expectedProfit: '2.50',
    profit: null,
    venue: 'paper',
    requestedBy: 'operator',
    deadline: AT,
    closedAt: AT,
    hedge: null,
  },
  opportunity: opportunity('opportunity-1'),
  legs: [],
  hedgeEvents: [],
}

/** A leg of the record, accepted unless told otherwise. */
export function leg(role: LegRole, change: Partial<Leg> = {}): Leg {
  return {
    deskId: 'main',
    account: role === 'B' ? 'B' : 'A',
    legId: `${EXECUTION_ID}-${role}`,
    executionId: EXECUTION_ID,
    role,
    providerId: 'north',
    contractVersion: 1,
    eventId: 'event-1',
    selectionId: { A: 'a-1', B: 'b-1', H: 'h-1' }[role],
    stake: '25.00',
    leastOdds: '2.10',
    deadline: AT,
    venue: 'live',
    state: 'ACCEPTED',
    receipt: null,
    reason: null,
    armedAt: AT,
    balanceBefore: '100.00',
    settlement: null,
    changedAt: AT,
    ...change,
  }
}

export function hedgeEvent(step: HedgeStep, details: HedgeEvent['details'] = {}): HedgeEvent {
  return { id: EXECUTION_ID, timestamp: AT, auditId: EXECUTION_ID, step, details }
}

export function recordOf(
  legs: readonly Leg[],
  change: Partial<Omit<ExecutionRecord, 'legs'>> = {},
): ExecutionRecord {
  return { ...executionRecord, legs: [...legs], ...change }
}

export function statement(account: Account, change: Partial<StatementRow> = {}): StatementRow {
  return {
    deskId: 'main',
    account,
    balance: '975.00',
    readAt: AT,
    external: [],
    externalStake: '0.00',
    differences: [],
    ...change,
  }
}

export const bet: Bet = {
  betReference: 'N-1',
  selectionId: 'a-1',
  stake: '10.00',
  odds: '2.10',
  status: 'open',
  placedAt: AT,
  returned: null,
  cashOut: null,
}

/** Of an earlier engine. */
export const importedRow: ImportedExecution & { source: string } = {
  source: 'sqlite',
  id: '7',
  timestamp: AT,
  deskId: 'main',
  matchId: 'Reds v Blues',
  providerA: 'north',
  providerB: 'south',
  stakeA: '25.00',
  stakeB: null,
  legA_status: 'success',
  legB_status: 'timeout',
  hedge_triggered: true,
  final_status: null,
  error_message: null,
  hedgeEvents: [{ id: '1', timestamp: AT, auditId: '7', details: 'sold' }],
}
