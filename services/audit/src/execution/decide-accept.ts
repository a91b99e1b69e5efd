import { isFinal } from '@surefoot/arbitrage'
import {
  hedgesOf,
  isExposed,
  isHeldAsAccepted,
  isOperators,
  isPairFinal,
  worstInForce,
} from '@surefoot/execution-rules'
import { refuse, type ExecutionRecord, type Refusal } from '@surefoot/shared/messages'

export interface Accepted {
  /** What the bets in force win at worst, in minor units: the loss that the operator accepts. */
  readonly worstMinor: number
}

/** Whether an operator may accept what the bets of an execution lose at worst; `stay` if one has, and nothing came since. */
export function decideAccept(record: ExecutionRecord): 'stay' | Accepted | Refusal {
  const { id } = record.execution
  if (isHeldAsAccepted(record)) return 'stay'
  if (!isPairFinal(record) || hedgesOf(record).some(({ state }) => !isFinal(state)))
    return refuse(
      'NOT_OWNED',
      `A leg of execution ${id} may still change: wait until it has ended.`,
    )
  if (!isExposed(record))
    return refuse(
      'NOT_EXPOSED',
      `The bets of execution ${id} cover each other, or are settled: there is no risk to accept.`,
    )
  if (!isOperators(record))
    return refuse('NOT_OWNED', `The hedge service has execution ${id}: no operator was asked.`)
  return { worstMinor: worstInForce(record) }
}
