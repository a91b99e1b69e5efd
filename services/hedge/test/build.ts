import type {
  ExecutionRecord,
  HedgeEvent,
  HedgeStep,
  Leg,
  LegRole,
  LegState,
  OpportunityLeg,
  Receipt,
} from '@surefoot/shared/messages'

export const EXECUTION_ID = '00000000-0000-4000-8000-000000000000'
const INSTANT = '2026-11-22T12:00:00.000Z'

export function buildReceipt(change: Partial<Receipt> = {}): Receipt {
  return {
    state: 'ACCEPTED',
    stake: '100.00',
    odds: '2.1',
    betReference: 'bet-1',
    code: null,
    message: null,
    paper: false,
    raw: null,
    ...change,
  }
}

/** A leg as the ledger holds it; accepted legs have a receipt of 100 at 2.1. */
export function buildLeg(role: LegRole, state: LegState, change: Partial<Leg> = {}): Leg {
  return {
    deskId: 'main',
    account: role === 'B' ? 'B' : 'A',
    legId: `${EXECUTION_ID}-${role}`,
    executionId: EXECUTION_ID,
    role,
    providerId: role === 'B' ? 'south' : 'north',
    contractVersion: 1,
    eventId: 'event',
    selectionId: 'selection',
    stake: '100.00',
    leastOdds: '2',
    deadline: INSTANT,
    venue: 'live',
    state,
    receipt: state === 'ACCEPTED' ? buildReceipt() : null,
    reason: null,
    armedAt: INSTANT,
    balanceBefore: '500.00',
    settlement: null,
    changedAt: INSTANT,
    ...change,
  }
}

const opportunityLeg = (outcome: 'home' | 'away'): OpportunityLeg => ({
  providerId: outcome === 'home' ? 'north' : 'south',
  contractVersion: 1,
  currency: 'EUR',
  eventId: 'event',
  selectionId: outcome,
  outcome,
  odds: '2.1',
  stake: '100.00',
  maxStake: null,
  receivedAt: 0,
  opposite: {
    selectionId: `not ${outcome}`,
    outcome: outcome === 'home' ? 'away' : 'home',
    odds: '1.8',
  },
})

/** An open execution with these legs, whose hedge has come to these steps. */
export function buildRecord(
  legs: readonly Leg[],
  steps: readonly HedgeStep[] = [],
  closedAt: string | null = null,
): ExecutionRecord {
  const common = { matchId: 'ada-bea', home: 'Ada', away: 'Bea', sport: 'tennis', line: null }
  return {
    execution: {
      ...common,
      id: EXECUTION_ID,
      timestamp: INSTANT,
      deskId: 'main',
      market: 'match_winner',
      providerA: 'north',
      providerB: 'south',
      stakeA: '100.00',
      stakeB: '100.00',
      oddsA: '2.1',
      oddsB: '2.1',
      outcomeA: 'home',
      outcomeB: 'away',
      legA_status: null,
      legB_status: null,
      hedge_triggered: false,
      final_status: null,
      error_message: null,
      expectedProfit: '10.00',
      profit: null,
      venue: 'live',
      requestedBy: 'operator',
      deadline: INSTANT,
      closedAt,
      hedge: null,
    },
    opportunity: {
      ...common,
      opportunityId: 'ada-bea:winner',
      deskId: 'main',
      start: INSTANT,
      market: 'match_winner',
      legs: { A: opportunityLeg('home'), B: opportunityLeg('away') },
      profit: '10.00',
      profitBps: 500,
      foundAt: 0,
    },
    legs: [...legs],
    hedgeEvents: steps.map(eventOf),
  }
}

function eventOf(step: HedgeStep): HedgeEvent {
  return { id: EXECUTION_ID, timestamp: INSTANT, auditId: EXECUTION_ID, step, details: {} }
}
