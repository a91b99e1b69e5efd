import { finalStatus, isFinal, type FinalStatus } from '@surefoot/arbitrage'
import { refuse, type ExecutionRecord, type HedgeStep, type Refusal } from '@surefoot/shared'

/** A lone leg has come to its end when one of these is written: before, it has an owner who is at work. */
const HEDGE_ENDS: ReadonlySet<string> = new Set<HedgeStep>([
  'covered',
  'held',
  'failed',
  'escalated',
])

/** How the execution ended; a refusal while a leg may still change, or a lone leg has not come to its end. */
export function decideClose({
  legs,
  hedgeEvents,
  execution,
}: ExecutionRecord): FinalStatus | Refusal {
  const open = legs.find(({ state }) => !isFinal(state))
  if (open !== undefined)
    return refuse('NOT_FINAL', `Leg ${open.role} is ${open.state}: it may still change.`)
  const [A, B] = ['A', 'B'].map((role) => legs.find((leg) => leg.role === role)?.state)
  const status = A === undefined || B === undefined ? null : finalStatus(A, B)
  if (status === null) return refuse('NOT_FINAL', `Execution ${execution.id} lacks a leg.`)
  const isLone = status === 'failed' && (A === 'ACCEPTED' || B === 'ACCEPTED')
  if (isLone && !hedgeEvents.some(({ step }) => HEDGE_ENDS.has(step)))
    return refuse('NOT_FINAL', 'One leg was accepted and stands alone: its hedge has not ended.')
  return status
}

/** Why it failed, from its legs: the first that was not placed. */
export function reasonOfFailure({ legs }: ExecutionRecord): string | null {
  const failed = legs.find(({ role, state }) => role !== 'H' && state !== 'ACCEPTED')
  return failed === undefined
    ? null
    : `Leg ${failed.role} is ${failed.state}: ${failed.reason ?? 'no reason was given'}`
}
