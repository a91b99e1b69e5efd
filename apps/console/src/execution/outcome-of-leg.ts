import type { ExecutionRecord, Leg } from '@surefoot/shared/messages'
import { formatOutcome } from '../format/words.ts'

/** What the leg backs, in words. A hedge backs an outcome of the opportunity, found by its account and selection. */
export function outcomeOfLeg(leg: Leg, { execution, opportunity }: ExecutionRecord): string {
  if (leg.role === 'A') return formatOutcome(execution.outcomeA, execution)
  if (leg.role === 'B') return formatOutcome(execution.outcomeB, execution)
  const own = opportunity.legs[leg.account]
  const side = [own, own.opposite].find((each) => each?.selectionId === leg.selectionId)
  return side == null ? leg.selectionId : formatOutcome(side.outcome, execution)
}
