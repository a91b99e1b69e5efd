import type {
  Bet,
  BetsReading,
  ExecutionRecord,
  ExecutionRow,
  HedgeEvent,
  HedgeStep,
  Leg,
  LegRole,
  Opportunity,
  Receipt,
  StatementRow,
} from '@surefoot/shared/messages'
import type { Choices } from '../src/api/choices.ts'
import type { Desk, LiveOpportunity } from '../src/api/desk.ts'
import type { Need } from '../src/api/needs.ts'

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

export function buildDesk(change: Partial<Desk['control']> = {}, told: Partial<Desk> = {}): Desk {
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
  const nothing = { total: '0.00', byMatch: {}, external: '0.00' }
  return {
    deskId: 'main',
    control: { trading: 'RUN', mode: 'manual', venue: 'paper', ...change },
    now: NOW,
    accounts: { A: account('A'), B: account('B') },
    exposure: { A: nothing, B: nothing },
    limits: { perMatch: '1000', total: '5000' },
    opportunityRate: 0,
    readAgoMs: 0,
    unhedged: '0.00',
    unhedgedForMs: null,
    needsYou: 0,
    halt: null,
    ...told,
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

/** An instant so many seconds after the tests' own. */
export const after = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString()

export function buildReceipt(stake: string, odds = '2.10'): Receipt {
  const nothing = { code: null, message: null, raw: null, paper: false }
  return { ...nothing, state: 'ACCEPTED', stake, odds, betReference: 'N-1' }
}

/** A leg that was accepted as it was asked, unless told otherwise. */
export function buildLeg(role: LegRole, change: Partial<Leg> = {}): Leg {
  const account = role === 'B' ? 'B' : 'A'
  return {
    deskId: 'main',
    account,
    legId: `${EXECUTION}-${role}`,
    executionId: EXECUTION,
    role,
    providerId: account === 'A' ? 'north' : 'south',
    contractVersion: 1,
    eventId: 'event-1',
    selectionId: `selection-${account}`,
    stake: '25.00',
    leastOdds: '2.10',
    deadline: after(30),
    venue: 'live',
    state: 'ACCEPTED',
    receipt: null,
    reason: null,
    armedAt: after(0),
    balanceBefore: '500.00',
    settlement: null,
    changedAt: after(40),
    ...change,
  }
}

export function buildRecord(
  legs: readonly Leg[],
  change: Partial<Omit<ExecutionRecord, 'legs'>> = {},
): ExecutionRecord {
  const { declined: _, ...opportunity } = buildOpportunity()
  const execution = buildExecution({ venue: 'live' })
  return { execution, opportunity, legs: [...legs], hedgeEvents: [], ...change }
}

export function buildHedgeEvent(
  step: HedgeStep,
  seconds: number,
  details: HedgeEvent['details'],
): HedgeEvent {
  return { id: `${step}-${seconds}`, timestamp: after(seconds), auditId: EXECUTION, step, details }
}

export function buildBet(change: Partial<Bet> = {}): Bet {
  return {
    betReference: 'N-1',
    selectionId: 'selection-A',
    stake: '25.00',
    odds: '2.10',
    status: 'open',
    placedAt: after(1),
    returned: null,
    cashOut: null,
    ...change,
  }
}

export function buildReading(bets: readonly Bet[], seconds = 10): BetsReading {
  return { bets: [...bets], balance: '475.00', readAt: after(seconds) }
}

export function buildStatement(change: Partial<StatementRow> = {}): StatementRow {
  return {
    deskId: 'main',
    account: 'A',
    balance: '475.00',
    readAt: after(0),
    external: [],
    externalStake: '0.00',
    differences: [],
    ...change,
  }
}

export function buildNeed(change: Partial<Need> = {}): Need {
  return {
    id: `leg ${EXECUTION}-A`,
    kind: 'leg',
    account: 'A',
    executionId: EXECUTION,
    legId: `${EXECUTION}-A`,
    event: { home: 'Alcaraz', away: 'Sinner', start: after(600) },
    message: 'No bet found, but the balance went from 500.00 to 475.00',
    atRisk: '25.00',
    since: after(40),
    ...change,
  }
}

/** Of a lone leg A: B is at 2.00, the opposite at A is suspended. */
export function buildChoices(change: Partial<Choices> = {}): Choices {
  const unknown = { odds: null, stake: null, worstCase: null }
  return {
    worstCase: '-25.00',
    payoff: [
      { outcome: 'home', amount: '27.50' },
      { outcome: 'away', amount: '-25.00' },
    ],
    exposedForMs: 75_000,
    choices: [
      {
        kind: 'other_side',
        account: 'B',
        outcome: 'away',
        providerId: 'south',
        odds: '2.00',
        ageMs: 400,
        stake: '26.25',
        worstCase: '1.25',
        why: null,
      },
      {
        kind: 'opposite',
        account: 'A',
        outcome: 'away',
        providerId: 'north',
        ...unknown,
        ageMs: 9000,
        why: 'The bookmaker has suspended it.',
      },
    ],
    adoptable: [],
    blocked: null,
    ...change,
  }
}
