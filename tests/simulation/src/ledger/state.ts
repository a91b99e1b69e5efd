/**
 * The ledger's model: what the audit service holds, in memory. A question is answered wholly at one instant, as a
 * transaction that locked its rows would. The rules are the service's own pure functions; what is modelled is what its SQL
 * does with them. A test holds it to the real service.
 */
import type { ExposureCaps } from '@surefoot/arbitrage'
import type {
  AuditEvent,
  Account,
  Control,
  ExecutionRow,
  HedgeEvent,
  Leg,
  MissingEvidence,
  Opportunity,
  StatementRow,
} from '@surefoot/shared/messages'

/** A leg with what the messages do not carry. */
export interface LedgerLeg {
  readonly leg: Leg
  readonly matchId: string
  /** Of the bet that the leg has claimed. */
  readonly betReference: string | null
  readonly acceptedStake: string | null
  /** The epoch of the lease under which it was given its permit. */
  readonly permitEpoch: number | null
}

export interface LedgerExecution {
  readonly row: ExecutionRow
  readonly opportunity: Opportunity
  readonly hedgeEvents: readonly HedgeEvent[]
  /** When its profit was. */
  readonly bookedAtMs: number | null
}

export interface LedgerLease {
  readonly holder: string
  readonly epoch: number
  readonly expiresAtMs: number
}

export interface LedgerDesk {
  readonly control: Control
  /** When it was last said how to trade on RUN: failures are counted from then. */
  readonly runAtMs: number | null
}

/** What an account's browsers have read in one version of its contract. */
export interface LedgerEvidence {
  readonly executorId: string
  readonly epoch: number
  readonly missing: readonly MissingEvidence[]
  readonly wasRead: boolean
}

export interface LedgerState {
  readonly executions: Map<string, LedgerExecution>
  readonly legs: Map<string, LedgerLeg>
  readonly leases: Map<string, LedgerLease>
  /** By `<desk> <account> <provider> <version>`. */
  readonly evidence: Map<string, LedgerEvidence>
  readonly desks: Map<string, LedgerDesk>
  /** The latest of each account, by `<desk> <account>`. */
  readonly statements: Map<string, StatementRow>
  readonly nonces: Set<string>
  readonly links: AuditEvent[]
}

/** What a question needs besides the state. */
export interface LedgerModel {
  readonly state: LedgerState
  readonly caps: ExposureCaps
  readonly maxDayLossMinor: number
  readonly minProfitBps: number
  /** The database's clock. */
  readonly nowMs: () => number
  readonly newId: () => string
  /** Told of each link of the audit chain. */
  readonly onLink: (link: AuditEvent) => void
}

export function createLedgerState(): LedgerState {
  return {
    executions: new Map(),
    legs: new Map(),
    leases: new Map(),
    evidence: new Map(),
    desks: new Map(),
    statements: new Map(),
    nonces: new Set(),
    links: [],
  }
}

/** An instant as the messages carry it. */
export function instant(ms: number): string {
  return new Date(ms).toISOString()
}

export function deskOf({ state }: LedgerModel, deskId: string): LedgerDesk {
  const known = state.desks.get(deskId)
  if (known !== undefined) return known
  const desk: LedgerDesk = {
    control: { trading: 'HALT_NEW', mode: 'manual', venue: 'paper' },
    runAtMs: null,
  }
  state.desks.set(deskId, desk)
  return desk
}

const PLACES = ['A', 'B', 'H', ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `H${number}`)]

/** The legs of an execution, in the order of their ids. */
export function legsOf({ state }: LedgerModel, executionId: string): LedgerLeg[] {
  return PLACES.flatMap((place) => state.legs.get(`${executionId}-${place}`) ?? [])
}

/** Everything of one account. */
export function legsOfAccount(
  { state }: LedgerModel,
  deskId: string,
  account: Account,
): LedgerLeg[] {
  return [...state.legs.values()].filter(
    ({ leg }) => leg.deskId === deskId && leg.account === account,
  )
}
