import { isFinal } from '@surefoot/arbitrage'
import type { ExecutionRecord, HedgeStep } from '@surefoot/shared'
import { findLone } from './lone-leg.ts'

/**
 * `plan` a hedge, `place` the one that is planned, `conclude` when it is final, `close` the execution. `wait`: a submit may
 * have happened, and the execution's watchdog finds out. `none`: no leg stands alone, or all is done.
 */
export type Act = 'none' | 'plan' | 'place' | 'wait' | 'conclude' | 'close'

const CONCLUSIONS: ReadonlySet<string> = new Set<HedgeStep>(['covered', 'held', 'escalated'])

/** What a hedge needs next, from what the ledger holds alone: so it can be taken up by any process at any point. */
export function decideAct(record: ExecutionRecord): Act {
  const { execution, legs, hedgeEvents } = record
  if (execution.closedAt !== null || findLone(record) === undefined) return 'none'
  const hedge = legs.find(({ role }) => role === 'H')
  if (hedge?.state === 'AUTHORIZED') return 'place'
  if (hedge && !isFinal(hedge.state)) return 'wait'
  if (hedgeEvents.some(({ step }) => CONCLUSIONS.has(step))) return 'close'
  return hedge ? 'conclude' : 'plan'
}
