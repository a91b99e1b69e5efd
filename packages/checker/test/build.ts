import type {
  AuditEvent,
  ExecutionRecord,
  HedgeStep,
  Leg,
  LegPlan,
  LegRole,
  LegState,
  Receipt,
} from '@surefoot/shared/messages'
import type { BookedBet, Evidence } from '../src/evidence.ts'

export const EXECUTION_ID = '00000000-0000-4000-8000-000000000001'
export const OTHER_ID = '00000000-0000-4000-8000-000000000002'

/** The start of every story; a second passes from link to link. */
const START_MS = Date.parse('2026-11-22T12:00:00.000Z')
const SECOND_MS = 1000

const instantAt = (second: number): string => new Date(START_MS + second * SECOND_MS).toISOString()

/** A leg of an execution: 100 at north for A and H, at south for B. */
export function buildPlan(role: LegRole, change: Partial<LegPlan> = {}): LegPlan {
  const executionId = change.executionId ?? EXECUTION_ID
  const account = role === 'B' ? 'B' : 'A'
  return {
    deskId: 'main',
    account,
    legId: `${executionId}-${role}`,
    executionId,
    role,
    providerId: account === 'A' ? 'north' : 'south',
    contractVersion: 1,
    eventId: 'event',
    selectionId: `${executionId} ${role}`,
    stake: '100.00',
    leastOdds: '2',
    deadline: instantAt(60),
    venue: 'live',
    ...change,
  }
}

export function buildReceipt(legId: string, change: Partial<Receipt> = {}): Receipt {
  return {
    state: 'ACCEPTED',
    stake: '100.00',
    odds: '2.1',
    betReference: `bet of ${legId}`,
    code: null,
    message: null,
    paper: false,
    raw: null,
    ...change,
  }
}

export function buildLeg(plan: LegPlan, state: LegState, change: Partial<Leg> = {}): Leg {
  return {
    ...plan,
    state,
    receipt: state === 'ACCEPTED' ? buildReceipt(plan.legId) : null,
    reason: null,
    armedAt: null,
    balanceBefore: null,
    settlement: null,
    changedAt: instantAt(0),
    ...change,
  }
}

/** The bet of a leg, placed a given number of seconds after the start. */
export function buildBet(
  plan: LegPlan,
  second: number,
  change: Partial<BookedBet> = {},
): BookedBet {
  return {
    providerId: plan.providerId,
    reference: `bet of ${plan.legId}`,
    selectionId: plan.selectionId,
    stake: '100.00',
    odds: '2.1',
    placedAt: instantAt(second),
    ...change,
  }
}

export interface RecordChange {
  readonly closedAt?: string | null
  readonly steps?: readonly HedgeStep[]
}

/** A closed execution of these legs. */
export function buildRecord(legs: readonly Leg[], change: RecordChange = {}): ExecutionRecord {
  const { closedAt = instantAt(30), steps = [] } = change
  const id = legs[0]?.executionId ?? EXECUTION_ID
  const common = {
    matchId: `match of ${id}`,
    home: 'Ada',
    away: 'Bea',
    sport: 'tennis',
    line: null,
  }
  const side = (outcome: 'home' | 'away') => ({
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
    opposite: null,
  })
  return {
    execution: {
      ...common,
      id,
      timestamp: instantAt(0),
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
      deadline: instantAt(60),
      closedAt,
      hedge: null,
    },
    opportunity: {
      ...common,
      opportunityId: `${id}:winner`,
      deskId: 'main',
      start: instantAt(0),
      market: 'match_winner',
      legs: { A: side('home'), B: side('away') },
      profit: '10.00',
      profitBps: 500,
      foundAt: 0,
    },
    legs: [...legs],
    hedgeEvents: steps.map((step) => ({
      id,
      timestamp: instantAt(0),
      auditId: id,
      step,
      details: {},
    })),
  }
}

/** A link before its place in the chain is known. */
export type Entry = Pick<AuditEvent, 'kind' | 'executionId' | 'details'>

/** A sound chain of these, a second from one to the next. */
export function buildChain(entries: readonly Entry[]): AuditEvent[] {
  const hash = (sequence: number): string => String(sequence).padStart(64, '0')
  return entries.map((entry, index) => ({
    ...entry,
    sequence: index + 1,
    at: instantAt(index + 1),
    previousHash: hash(index),
    hash: hash(index + 1),
  }))
}

/** Nothing happened, and all is quiet. */
export function buildEvidence(change: Partial<Evidence> = {}): Evidence {
  return {
    records: [],
    links: [],
    isChainIntact: true,
    bets: [],
    exposure: null,
    caps: { perMatchMinor: 100_000, totalMinor: 500_000 },
    isQuiet: true,
    quota: null,
    ...change,
  }
}
