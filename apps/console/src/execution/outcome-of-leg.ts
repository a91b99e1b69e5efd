import type { ExecutionRecord, Leg } from '@surefoot/shared/messages'
import { formatOutcome } from '../format/words.ts'

/** What the leg backs, in words. A hedge backs an outcome of the opportunity, found by its selection. */
export function outcomeOfLeg(leg: Leg, { execution, opportunity }: ExecutionRecord): string {
  if (leg.role === 'A') return formatOutcome(execution.outcomeA, execution)
  if (leg.role === 'B') return formatOutcome(execution.outcomeB, execution)
  const { A, B } = opportunity.legs
  const sides = [A, B, A.opposite, B.opposite]
  const side = sides.find((each) => each?.selectionId === leg.selectionId)
  return side == null ? leg.selectionId : formatOutcome(side.outcome, execution)
}
