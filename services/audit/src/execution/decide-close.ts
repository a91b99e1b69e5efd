import type { FinalStatus } from '@surefoot/arbitrage'
import { finalStatusOf, phaseOf, type Phase } from '@surefoot/execution-rules'
import { refuse, type ExecutionRecord, type Refusal } from '@surefoot/shared/messages'

const NOT_YET: Partial<Record<Phase, string>> = {
  placing: 'A leg may still be placed.',
  resolving: 'It is not known yet whether a leg was placed.',
  exposed: 'Its bets do not cover each other, and their hedge has not ended.',
  hedging: 'Its hedge has not ended.',
}

/** How the execution ended; a refusal while a leg may still change, or what is exposed has not come to its end. */
export function decideClose(record: ExecutionRecord): FinalStatus | Refusal {
  const why = NOT_YET[phaseOf(record)]
  if (why !== undefined) return refuse('NOT_FINAL', why)
  const status = finalStatusOf(record)
  return status ?? refuse('NOT_FINAL', `Execution ${record.execution.id} lacks a leg.`)
}
