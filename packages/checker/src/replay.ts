/**
 * The ledger once more, from its chain alone: who was where when a link was written. It decides nothing and believes every
 * link, so that the rules can say which of them should not be there.
 */
import type {
  Account,
  Control,
  LegPlan,
  LegRole,
  LegState,
  SettlementResult,
} from '@surefoot/shared/messages'
import type { Fact } from './read-links.ts'

export interface ReplayedLeg extends LegPlan {
  readonly matchId: string
  readonly state: LegState
  readonly acceptedStake: string | null
  readonly acceptedOdds: string | null
  /** How its bet ended; null while it is open. */
  readonly settledAs: SettlementResult | null
  /** Instant of its permit. */
  readonly armedAt: string | null
  /** A person placed its bet by hand: it never had a permit. */
  readonly isAdopted: boolean
  /** Its bet is settled; or it was on paper and its execution is closed. */
  readonly isOver: boolean
}

/** The ledger as it stood before a link. */
export interface Replay {
  readonly legs: ReadonlyMap<string, ReplayedLeg>
  /** By desk. */
  readonly trading: ReadonlyMap<string, Control['trading']>
  /** Who was last given a permit, by `desk account`. */
  readonly armedBy: ReadonlyMap<string, { readonly epoch: number; readonly executorId: string }>
  /** What was written that is written once, as `kind id`. */
  readonly once: ReadonlySet<string>
  /** Bets that statements called external, oldest first. */
  readonly external: readonly ExternalBet[]
}

export interface ExternalBet {
  readonly deskId: string
  readonly account: Account
  readonly betReference: string
  /** Of its link. */
  readonly sequence: number
}

export interface Moment {
  readonly fact: Fact
  /** As it stood before the fact; changes when the next moment is asked for. */
  readonly before: Replay
}

/** Each fact with the ledger before it; what the generator returns is the ledger after the last. */
export function* replayChain(facts: readonly Fact[]): Generator<Moment, Replay> {
  const standing: Standing = {
    legs: new Map(),
    trading: new Map(),
    armedBy: new Map(),
    once: new Set(),
    external: [],
  }
  for (const fact of facts) {
    yield { fact, before: standing }
    apply(standing, fact)
  }
  return standing
}

/** Names an account of a desk. */
export function accountKey({ deskId, account }: Pick<LegPlan, 'deskId' | 'account'>): string {
  return `${deskId} ${account}`
}

/** Another leg of the same execution. */
export function siblingOf(
  { legs }: Replay,
  { executionId }: LegPlan,
  role: LegRole,
): ReplayedLeg | undefined {
  return legs.get(`${executionId}-${role}`)
}

const PLACES = ['A', 'B', 'H', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'H8', 'H9']

/** The legs of an execution, in the order in which they were planned. */
export function legsOf({ legs }: Pick<Replay, 'legs'>, executionId: string): ReplayedLeg[] {
  return PLACES.flatMap((place) => legs.get(`${executionId}-${place}`) ?? [])
}

/** What a second link of the kind would be the second of; undefined for kinds that may come again. */
export function onceKey(fact: Fact): string | undefined {
  const { kind } = fact
  if (kind === 'leg.recorded' || kind === 'leg.resized') return undefined
  if (kind === 'desk.controlled' || kind === 'statement.differs') return undefined
  if (kind === 'settlement.corrected' || kind === 'execution.reopened') return undefined
  if (kind === 'leg.armed') return `${kind} ${fact.details.permit.legId}`
  if (kind === 'leg.settled' || kind === 'leg.adopted') return `${kind} ${fact.details.legId}`
  if (isHedgeStep(fact)) return `${kind} ${fact.details.legId ?? fact.executionId}`
  return `${kind} ${fact.executionId}`
}

function isHedgeStep(fact: Fact): fact is Extract<Fact, { kind: `hedge.${string}` }> {
  return fact.kind.startsWith('hedge.')
}

interface Standing extends Replay {
  readonly legs: Map<string, ReplayedLeg>
  readonly trading: Map<string, Control['trading']>
  readonly armedBy: Map<string, { readonly epoch: number; readonly executorId: string }>
  readonly once: Set<string>
  readonly external: ExternalBet[]
}

function apply(standing: Standing, fact: Fact): void {
  const key = onceKey(fact)
  if (key !== undefined) standing.once.add(key)
  switch (fact.kind) {
    case 'execution.opened':
      return authorize(standing, fact.details.matchId, [fact.details.legs.A, fact.details.legs.B])
    case 'leg.armed':
      return arm(standing, fact)
    case 'leg.recorded':
      return record(standing, fact)
    case 'leg.adopted':
      record(standing, fact)
      return change(standing, fact.details.legId, { isAdopted: true })
    case 'leg.resized':
      return change(standing, fact.details.legId, { stake: fact.details.stake })
    case 'leg.settled':
    case 'settlement.corrected':
      return change(standing, fact.details.legId, { isOver: true, settledAs: fact.details.result })
    case 'execution.closed':
      return turnPaper(standing, fact.executionId, { isOver: true })
    case 'execution.reopened':
      standing.once.delete(`execution.closed ${fact.executionId}`)
      return turnPaper(standing, fact.executionId, { isOver: false })
    case 'statement.differs':
      for (const { betReference } of fact.details.external)
        standing.external.push({ ...fact.details, betReference, sequence: fact.sequence })
      return undefined
    case 'desk.controlled':
      return control(standing, fact)
    case 'hedge.triggered':
    case 'hedge.planned':
    case 'hedge.covered':
    case 'hedge.held':
    case 'hedge.failed':
    case 'hedge.escalated':
      return hedge(standing, fact.details.leg)
  }
}

function change({ legs }: Standing, legId: string, to: Partial<ReplayedLeg>): void {
  const leg = legs.get(legId)
  if (leg !== undefined) legs.set(legId, { ...leg, ...to })
}

const NOTHING_TAKEN = { acceptedStake: null, acceptedOdds: null }

/** A leg that is known already stays as it is. */
function authorize({ legs }: Standing, matchId: string, plans: readonly LegPlan[]): void {
  for (const plan of plans) {
    if (legs.has(plan.legId)) continue
    const unplaced = { ...NOTHING_TAKEN, settledAs: null, armedAt: null }
    const is = { isAdopted: false, isOver: false }
    legs.set(plan.legId, { ...plan, ...unplaced, ...is, matchId, state: 'AUTHORIZED' })
  }
}

function arm(standing: Standing, fact: Extract<Fact, { kind: 'leg.armed' }>): void {
  const { permit, epoch, executorId } = fact.details
  change(standing, permit.legId, { state: 'ARMED', armedAt: fact.at })
  const leg = standing.legs.get(permit.legId)
  if (leg !== undefined) standing.armedBy.set(accountKey(leg), { epoch, executorId })
}

type Recorded = Extract<Fact, { kind: 'leg.recorded' | 'leg.adopted' }>

function record(standing: Standing, { details }: Recorded): void {
  const { legId, to, receipt } = details
  const taken =
    to === 'ACCEPTED'
      ? { acceptedStake: receipt?.stake ?? null, acceptedOdds: receipt?.odds ?? null }
      : {}
  change(standing, legId, { state: to, ...taken })
}

/** On paper a bet is over with its execution. */
function turnPaper(standing: Standing, executionId: string, { isOver }: { isOver: boolean }): void {
  for (const leg of legsOf(standing, executionId))
    if (leg.venue === 'paper' && leg.settledAs === null) change(standing, leg.legId, { isOver })
}

function control(
  { trading }: Standing,
  { details }: Extract<Fact, { kind: 'desk.controlled' }>,
): void {
  trading.set(details.deskId, details.control.trading)
}

/** A hedge is a bet on the match of its execution. */
function hedge(standing: Standing, plan: LegPlan | undefined): void {
  if (plan === undefined) return
  const matchId = siblingOf(standing, plan, 'A')?.matchId
  if (matchId !== undefined) authorize(standing, matchId, [plan])
}
