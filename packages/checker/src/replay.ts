/**
 * The ledger once more, from its chain alone: who was where when a link was written. It decides nothing and believes every
 * link, so that the rules can say which of them should not be there.
 */
import type { Control, LegPlan, LegRole, LegState } from '@surefoot/shared'
import type { Fact } from './read-links.ts'

export interface ReplayedLeg extends LegPlan {
  readonly matchId: string
  readonly state: LegState
  readonly acceptedStake: string | null
  /** Instant of its permit. */
  readonly armedAt: string | null
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

/** What a second link of the kind would be the second of; undefined for kinds that may come again. */
export function onceKey(fact: Fact): string | undefined {
  const { kind } = fact
  if (kind === 'leg.recorded' || kind === 'leg.resized' || kind === 'desk.controlled')
    return undefined
  if (kind === 'leg.armed') return `${kind} ${fact.details.permit.legId}`
  if (kind === 'leg.settled') return `${kind} ${fact.details.legId}`
  return `${kind} ${fact.executionId}`
}

interface Standing extends Replay {
  readonly legs: Map<string, ReplayedLeg>
  readonly trading: Map<string, Control['trading']>
  readonly armedBy: Map<string, { readonly epoch: number; readonly executorId: string }>
  readonly once: Set<string>
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
    case 'leg.resized':
      return change(standing, fact.details.legId, { stake: fact.details.stake })
    case 'leg.settled':
      return change(standing, fact.details.legId, { isOver: true })
    case 'execution.closed':
      return endPaper(standing, fact.executionId)
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

/** A leg that is known already stays as it is. */
function authorize({ legs }: Standing, matchId: string, plans: readonly LegPlan[]): void {
  for (const plan of plans) {
    if (legs.has(plan.legId)) continue
    const unplaced = { acceptedStake: null, armedAt: null, isOver: false }
    legs.set(plan.legId, { ...plan, ...unplaced, matchId, state: 'AUTHORIZED' })
  }
}

function arm(standing: Standing, fact: Extract<Fact, { kind: 'leg.armed' }>): void {
  const { permit, epoch, executorId } = fact.details
  change(standing, permit.legId, { state: 'ARMED', armedAt: fact.at })
  const leg = standing.legs.get(permit.legId)
  if (leg !== undefined) standing.armedBy.set(accountKey(leg), { epoch, executorId })
}

function record(standing: Standing, { details }: Extract<Fact, { kind: 'leg.recorded' }>): void {
  const { legId, to, receipt } = details
  const taken = to === 'ACCEPTED' ? { acceptedStake: receipt?.stake ?? null } : {}
  change(standing, legId, { state: to, ...taken })
}

function endPaper(standing: Standing, executionId: string): void {
  for (const role of ['A', 'B', 'H']) {
    const leg = standing.legs.get(`${executionId}-${role}`)
    if (leg?.venue === 'paper') change(standing, leg.legId, { isOver: true })
  }
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
