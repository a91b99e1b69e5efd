import { isFinal } from '@surefoot/arbitrage'
import type { ExecutionRecord, HedgeStep, Leg } from '@surefoot/shared'

/** `wait`: a leg may still change. `hedge`: a leg stands alone and nobody has dealt with it. `close`: all is done. */
export type End = 'wait' | 'hedge' | 'close'

const CONCLUSIONS: ReadonlySet<string> = new Set<HedgeStep>(['covered', 'held', 'escalated'])

/** What remains to be done for an execution, from what the ledger holds of it. */
export function decideEnd({
  legs,
  hedgeEvents,
}: Pick<ExecutionRecord, 'legs' | 'hedgeEvents'>): End {
  if (legs.some((leg) => !isFinal(leg.state))) return 'wait'
  const isConcluded = hedgeEvents.some(({ step }) => CONCLUSIONS.has(step))
  return isLone(legs) && !isConcluded ? 'hedge' : 'close'
}

function isLone(legs: readonly Leg[]): boolean {
  return legs.filter(({ role, state }) => role !== 'H' && state === 'ACCEPTED').length === 1
}

/** Why a leg stands alone, in words for the operator. */
export function describeLone(legs: readonly Leg[]): string {
  return legs
    .filter(({ role }) => role !== 'H')
    .map(({ role, state, reason }) => `Leg ${role} is ${state}: ${reason ?? 'no reason was given'}`)
    .join('; ')
}
