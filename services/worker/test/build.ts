import type {
  Account,
  AccountRow,
  BrowserStatus,
  ExecutionRecord,
  Leg,
  LegState,
  Opportunity,
} from '@surefoot/shared/messages'

/** Milliseconds since 1970 at which these tests happen. */
export const NOW = Date.parse('2026-01-01T12:00:00.000Z')
export const BROWSER = {
  A: '00000000-0000-4000-8000-00000000000a',
  B: '00000000-0000-4000-8000-00000000000b',
}
export const OTHER_BROWSER = '00000000-0000-4000-8000-0000000000ff'
export const EXECUTION = '11111111-1111-4111-8111-111111111111'
export const ORIGIN = { A: 'http://north.test', B: 'http://south.test' }
export const PROVIDER = { A: 'north', B: 'south' }

export function idleRow(account: Account): AccountRow {
  return {
    deskId: 'main',
    account,
    state: 'IDLE',
    url: null,
    browserId: null,
    providerId: null,
    contractVersion: null,
    reason: null,
    changedAt: new Date(NOW).toISOString(),
  }
}

export function runningRow(account: Account, change: Partial<AccountRow> = {}): AccountRow {
  return {
    ...idleRow(account),
    state: 'RUNNING',
    url: `${ORIGIN[account]}/`,
    browserId: BROWSER[account],
    providerId: PROVIDER[account],
    contractVersion: 1,
    ...change,
  }
}

export function browserUp(account: Account, change: Partial<BrowserStatus> = {}): BrowserStatus {
  return {
    deskId: 'main',
    account,
    executorId: 'executor-1',
    epoch: 1,
    browserId: BROWSER[account],
    isUp: true,
    reason: null,
    pageOrigin: ORIGIN[account],
    isLoggedIn: true,
    balance: '1000.00',
    watching: null,
    unread: [],
    firstPacketAt: null,
    lastPacketAt: null,
    quotesMapped: 0,
    markTokenHash: 'a'.repeat(64),
    at: NOW,
    ...change,
  }
}

export function watchingBrowser(
  account: Account,
  change: Partial<BrowserStatus> = {},
): BrowserStatus {
  return browserUp(account, {
    watching: { providerId: PROVIDER[account], contractVersion: 1 },
    firstPacketAt: NOW,
    lastPacketAt: NOW,
    quotesMapped: 10,
    ...change,
  })
}

function legOf(account: Account, odds: string, stake: string): Opportunity['legs'][Account] {
  return {
    providerId: PROVIDER[account],
    contractVersion: 1,
    currency: 'EUR',
    eventId: 'event-1',
    selectionId: `selection-${account}`,
    outcome: account === 'A' ? 'home' : 'away',
    odds,
    stake,
    maxStake: '250.00',
    receivedAt: NOW,
    ageMs: 0,
    opposite: null,
  }
}

export function buildOpportunity(change: Partial<Opportunity> = {}): Opportunity {
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
    legs: { A: legOf('A', '2.20', '25.00'), B: legOf('B', '2.10', '26.19') },
    profit: '3.80',
    profitBps: 742,
    foundAt: NOW,
    ...change,
  }
}

export function buildRecord(
  executionId: string,
  matchId: string,
  legs: readonly Leg[] = [],
): ExecutionRecord {
  return {
    execution: {
      id: executionId,
      timestamp: new Date(NOW).toISOString(),
      deskId: 'main',
      matchId,
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
      legA_status: null,
      legB_status: null,
      hedge_triggered: false,
      final_status: null,
      error_message: null,
      expectedProfit: '3.80',
      profit: null,
      venue: 'paper',
      requestedBy: 'operator',
      deadline: new Date(NOW + 30_000).toISOString(),
      closedAt: null,
      hedge: null,
    },
    opportunity: buildOpportunity({ matchId }),
    legs: [...legs],
    hedgeEvents: [],
  }
}

/** A leg of an execution as the ledger holds it. */
export function buildLeg(account: Account, state: LegState): Leg {
  const { legs } = buildOpportunity({})
  const { providerId, contractVersion, eventId, selectionId, stake } = legs[account]
  const deadline = new Date(NOW + 30_000).toISOString()
  return {
    deskId: 'main',
    account,
    legId: `${EXECUTION}-${account}`,
    executionId: EXECUTION,
    role: account,
    providerId,
    contractVersion,
    eventId,
    selectionId,
    stake,
    leastOdds: '2',
    deadline,
    venue: 'live',
    state,
    receipt: null,
    reason: null,
    armedAt: null,
    balanceBefore: null,
    settlement: null,
    changedAt: deadline,
  }
}
