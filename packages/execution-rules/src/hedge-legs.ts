/**
 * Owns the order of an execution's hedge legs: one after another, each with its own id, permit and submit.
 *
 * 1. A hedge leg follows another only when that one has ended: there is one at a time.
 * 2. The hedge service chooses again only after legs that are no bets, and never what was tried.
 * 3. Once an operator was asked, each further hedge leg is an operator's choice.
 */
import { isFinal } from '@surefoot/arbitrage'
import type { RuledExecution, RuledLeg, RuledStep } from './execution.ts'

/** As many ids as a hedge leg may have: `-H`, and `-H2` to `-H9`. */
const MAX_HEDGES = 9

export interface Hedged<L extends RuledLeg = RuledLeg> extends RuledExecution<L> {
  readonly hedgeEvents: readonly RuledStep[]
}

/** The hedge legs of an execution, the first one first. */
export function hedgesOf<L extends RuledLeg>({ legs }: Pick<RuledExecution<L>, 'legs'>): L[] {
  return legs
    .filter(({ role }) => role === 'H')
    .toSorted((one, other) => numberOf(one.legId) - numberOf(other.legId))
}

/** The only hedge leg that may still change; undefined if none was planned. */
export function latestHedge<L extends RuledLeg>(
  execution: Pick<RuledExecution<L>, 'legs'>,
): L | undefined {
  return hedgesOf(execution).at(-1)
}

/** The hedge leg that may be a bet, or may still become one; undefined once each has ended. */
export function openHedge<L extends RuledLeg>(
  execution: Pick<RuledExecution<L>, 'legs'>,
): L | undefined {
  return hedgesOf(execution).find(({ state }) => !isFinal(state))
}

/** The id of an execution's next hedge leg; null if it has had as many as there may be. */
export function nextHedgeLegId(
  executionId: string,
  execution: Pick<RuledExecution, 'legs'>,
): string | null {
  const count = hedgesOf(execution).length
  if (count === MAX_HEDGES) return null
  return `${executionId}-H${count === 0 ? '' : count + 1}`
}

/** The hedge leg that a step is of; null for a step before any. An earlier version left it out and had one hedge leg. */
export function legIdOfStep(
  { legId }: Pick<RuledStep, 'legId'>,
  execution: Pick<RuledExecution, 'legs'>,
): string | null {
  return legId === undefined ? (hedgesOf(execution)[0]?.legId ?? null) : legId
}

/** Whether this step of the latest hedge leg, or before any, is written. */
export function isLatestStep(execution: Hedged, steps: ReadonlySet<string>): boolean {
  const latest = latestHedge(execution)?.legId ?? null
  return execution.hedgeEvents.some(
    (event) => steps.has(event.step) && legIdOfStep(event, execution) === latest,
  )
}

/** Steps by which an operator has what is exposed. */
const LEFT_TO_OPERATOR: ReadonlySet<string> = new Set(['held', 'escalated'])

/** Whether an operator has what is exposed, and no later hedge leg is to cover it. */
export function isOperators(execution: Hedged): boolean {
  return isLatestStep(execution, LEFT_TO_OPERATOR)
}

/** Whether an operator ever had it: from then on the hedge service chooses nothing. */
export function wasLeftToOperator({ hedgeEvents }: Hedged): boolean {
  return hedgeEvents.some(({ step }) => LEFT_TO_OPERATOR.has(step))
}

/** Whether a hedge leg may follow those that there are: every one has ended, and none was ever a bet. */
export function mayChooseAgain(execution: Hedged): boolean {
  return (
    openHedge(execution) === undefined &&
    hedgesOf(execution).every(({ state }) => state !== 'ACCEPTED') &&
    !wasLeftToOperator(execution)
  )
}

/** The hedge leg that was on this selection of this account, if there is one: it is not tried again. */
export function triedOn<L extends RuledLeg>(
  execution: Pick<RuledExecution<L>, 'legs'>,
  { account, selectionId }: Pick<RuledLeg, 'account' | 'selectionId'>,
): L | undefined {
  return hedgesOf(execution).findLast(
    (leg) => leg.account === account && leg.selectionId === selectionId,
  )
}

function numberOf(legId: string): number {
  const [, number = ''] = legId.split('-H')
  return number === '' ? 1 : Number(number)
}
