import { isFinal, toMinor } from '@surefoot/arbitrage'
import type { RuledExecution, RuledLeg } from './execution.ts'
import { hedgesOf, isLatestStep, isOperators, openHedge, type Hedged } from './hedge-legs.ts'
import { betsInForce, isDecided, isExposed, toleranceMinor, worstInForce } from './position.ts'

/**
 * Where an execution is in its life. `placing`: A or B may still be submitted, or has just been. `resolving`: it is not known
 * what became of A or B. `exposed`: the bets in force lose more than a step, and nobody has them. `hedging`: a hedge leg may
 * still change, or the end of the latest one is not written. `covered`: the bets in force cover each other. `closable`: no bet is in force, the
 * match is over, or what is exposed is hedged as far as was allowed or a person's.
 */
export type Phase = 'placing' | 'resolving' | 'exposed' | 'hedging' | 'covered' | 'closable'

export function phaseOf(execution: Hedged): Phase {
  const pair = execution.legs.filter(({ role }) => role !== 'H')
  const hedges = hedgesOf(execution)
  if (pair.some(isBeingPlaced)) return 'placing'
  if (!pair.every(isEnded)) return 'resolving'
  if (openHedge(execution) !== undefined) return 'hedging'
  if (betsInForce(execution).length === 0 || isDecided(execution)) return 'closable'
  if (isOwned(execution)) return 'closable'
  if (hedges.length > 0 && !isLatestStep(execution, COVERED)) return 'hedging'
  return isExposed(execution) ? 'exposed' : 'covered'
}

/**
 * Whether what is exposed has come to its end: it is a person's, or its hedge covers it as well as it did when that was
 * written. A bet that was voided since makes it exposed again.
 */
export function isOwned(execution: Hedged): boolean {
  return isOwnedByHedge(execution) || isOperators(execution)
}

/** Whether a hedge covers the bets in force as well as it did when that was written. */
export function isOwnedByHedge(execution: Hedged): boolean {
  return execution.hedgeEvents.some(
    ({ step, details }) => step === 'covered' && isAsGoodAs(execution, details['worstCase']),
  )
}

/** Whether an operator has accepted what the bets in force lose at worst, and they lose no more by now. */
export function isHeldAsAccepted(execution: Hedged): boolean {
  if (!isLatestStep(execution, HELD)) return false
  const { details } = execution.hedgeEvents.findLast(({ step }) => step === 'held') ?? {}
  const accepted = details?.['worstCase']
  if (typeof accepted !== 'string') return true
  return worstInForce(execution) >= toMinor(accepted) - toleranceMinor(execution)
}

const HELD: ReadonlySet<string> = new Set(['held'])

function isAsGoodAs(execution: RuledExecution, worstCase: unknown): boolean {
  // A hedge that did not write what it counted on has to stay within the step that any pair has.
  const counted = typeof worstCase === 'string' ? Math.min(toMinor(worstCase), 0) : 0
  return worstInForce(execution) >= counted - toleranceMinor(execution)
}

const COVERED: ReadonlySet<string> = new Set(['covered'])

function isBeingPlaced({ state }: RuledLeg): boolean {
  return state === 'AUTHORIZED' || state === 'ARMED'
}

function isEnded({ state }: RuledLeg): boolean {
  return isFinal(state)
}

/**
 * Whether bets in force of a closed execution lose more than a step, and nobody has them: one of them was voided or given
 * back after its partner had covered it. Nothing hedges a closed execution, so it is an operator's at once.
 */
export function isExposedAgain(
  execution: Hedged & { readonly execution: { readonly closedAt: string | null } },
): boolean {
  return execution.execution.closedAt !== null && isExposed(execution) && !isOwned(execution)
}
