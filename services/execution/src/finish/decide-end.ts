import { isFinal } from '@surefoot/arbitrage'
import { phaseOf, type Phase } from '@surefoot/execution-rules'
import type { ExecutionRecord, Leg } from '@surefoot/shared/messages'

/** `wait`: a leg may still change. `hedge`: what is exposed has not come to its end. `close`: all is done. */
export type End = 'wait' | 'hedge' | 'close'

const ENDS: Record<Exclude<Phase, 'hedging'>, End> = {
  placing: 'wait',
  resolving: 'wait',
  exposed: 'hedge',
  covered: 'close',
  closable: 'close',
}

/** What remains to be done for an execution, from what the ledger holds of it. */
export function decideEnd(
  record: Pick<ExecutionRecord, 'opportunity' | 'legs' | 'hedgeEvents'>,
): End {
  const phase = phaseOf(record)
  if (phase !== 'hedging') return ENDS[phase]
  // A hedge that has ended is not concluded yet: the hedge service may have died before.
  return record.legs.every(({ state }) => isFinal(state)) ? 'hedge' : 'wait'
}

/** Why bets are exposed, in words for the operator. */
export function describeExposed(legs: readonly Leg[]): string {
  return legs
    .filter(({ role }) => role !== 'H')
    .map(
      ({ role, state, reason, settlement }) =>
        `Leg ${role} is ${settlement?.result ?? state}: ${reason ?? 'no reason was given'}`,
    )
    .join('; ')
}
