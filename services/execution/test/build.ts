import { fromMinor, leastProfitOf, toMinor } from '@surefoot/arbitrage'
import type {
  Account,
  ExecRequest,
  ExecutionRecord,
  ExecutionRow,
  Leg,
  LegRole,
  LegState,
  Opportunity,
  OpportunityLeg,
  Receipt,
} from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'

/** A's selection is `<match> home`, its opposite there `<match> away at north`; B's is `<match> away`. */
const leg = (
  account: Account,
  matchId: string,
  change: Partial<OpportunityLeg>,
): OpportunityLeg => ({
  providerId: account === 'A' ? 'north' : 'south',
  contractVersion: 1,
  currency: 'EUR',
  eventId: `event of ${matchId}`,
  selectionId: account === 'A' ? `${matchId} home` : `${matchId} away`,
  outcome: account === 'A' ? 'home' : 'away',
  odds: '2.1',
  stake: '100.00',
  maxStake: null,
  receivedAt: Date.now(),
  opposite:
    account === 'A'
      ? { selectionId: `${matchId} away at north`, outcome: 'away', odds: '1.8' }
      : { selectionId: `${matchId} home at south`, outcome: 'home', odds: '1.8' },
  ...change,
})

export interface OpportunityChange {
  readonly deskId?: string
  readonly matchId?: string
  readonly A?: Partial<OpportunityLeg>
  readonly B?: Partial<OpportunityLeg>
}

/** 100 on each of two outcomes at 2.1: 10 are won whatever happens; the opposite at A costs 6.67. */
export function buildOpportunity(change: OpportunityChange = {}): Opportunity {
  const { deskId = 'main', matchId = 'ada-bea' } = change
  const legs = { A: leg('A', matchId, change.A ?? {}), B: leg('B', matchId, change.B ?? {}) }
  const least = leastProfitOf({ market: 'match_winner', line: null }, legs) ?? 0
  return {
    opportunityId: `${matchId}:winner`,
    deskId,
    matchId,
    home: 'Ada',
    away: 'Bea',
    sport: 'tennis',
    start: '2026-11-24T16:00:00.000Z',
    market: 'match_winner',
    line: null,
    legs,
    profit: fromMinor(least),
    profitBps: Math.floor((least * 10_000) / (toMinor(legs.A.stake) + toMinor(legs.B.stake))),
    foundAt: Date.now(),
  }
}

export function buildRequest(change: OpportunityChange = {}): ExecRequest {
  const opportunity = buildOpportunity(change)
  return {
    deskId: opportunity.deskId,
    executionId: randomUUID(),
    opportunity,
    venue: 'live',
    requestedBy: 'operator',
    // Later than a busy machine takes for dozens of them.
    expiresAt: Date.now() + 600_000,
  }
}

const INSTANT = '2026-11-22T12:00:00.000Z'

/** A leg as the ledger holds it; accepted legs have a receipt of 100 at 2.1. */
export function buildLeg(role: LegRole, state: LegState, change: Partial<Leg> = {}): Leg {
  const executionId = '00000000-0000-4000-8000-000000000000'
  return {
    deskId: 'main',
    account: role === 'B' ? 'B' : 'A',
    legId: `${executionId}-${role}`,
    executionId,
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

/** An execution as the ledger holds it; closed unless the change says otherwise. */
export function buildRecord(
  legs: readonly Leg[],
  change: Partial<ExecutionRow> = {},
): ExecutionRecord {
  const opportunity = buildOpportunity()
  const { deskId, matchId, home, away, sport, market, line, profit } = opportunity
  const { A, B } = opportunity.legs
  return {
    execution: {
      id: '00000000-0000-4000-8000-000000000000',
      timestamp: INSTANT,
      deskId,
      matchId,
      home,
      away,
      sport,
      market,
      line,
      providerA: A.providerId,
      providerB: B.providerId,
      stakeA: A.stake,
      stakeB: B.stake,
      oddsA: A.odds,
      oddsB: B.odds,
      outcomeA: A.outcome,
      outcomeB: B.outcome,
      legA_status: null,
      legB_status: null,
      hedge_triggered: false,
      final_status: null,
      error_message: null,
      expectedProfit: profit,
      profit: null,
      venue: 'live',
      requestedBy: 'operator',
      deadline: INSTANT,
      closedAt: INSTANT,
      hedge: null,
      ...change,
    },
    opportunity,
    legs: [...legs],
    hedgeEvents: [],
  }
}

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
