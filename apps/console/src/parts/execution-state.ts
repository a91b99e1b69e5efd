import type { ExecutionRow, HedgeStep } from '@surefoot/shared/messages'
import type { Tone } from './tag.tsx'

interface ExecutionState {
  readonly name: string
  readonly tone: Tone
}

/** A leg stood alone: what counts is where its hedge stands, not that the other leg failed. */
const HEDGES: Record<HedgeStep, ExecutionState> = {
  triggered: { name: 'Hedging', tone: 'busy' },
  planned: { name: 'Hedging', tone: 'busy' },
  covered: { name: 'Hedged', tone: 'hedge' },
  held: { name: 'Held', tone: 'warn' },
  failed: { name: 'Needs you', tone: 'bad' },
  escalated: { name: 'Needs you', tone: 'bad' },
}

/** Whether nothing can be done about its bets any more: they are settled, or were only on paper. */
export function isOver({ closedAt, profit, venue }: ExecutionRow): boolean {
  return profit !== null || (venue === 'paper' && closedAt !== null)
}

/** How an execution stands, in a word. */
export function statusOf(execution: ExecutionRow): ExecutionState {
  const { closedAt, final_status, hedge, legA_status, legB_status } = execution
  if (final_status === 'success') return { name: 'Success', tone: 'good' }
  if (hedge !== null && HEDGES[hedge].tone === 'bad' && isOver(execution))
    return { name: 'Not hedged', tone: 'warn' }
  if (hedge !== null) return HEDGES[hedge]
  if (closedAt !== null) return { name: 'Failed', tone: 'bad' }
  const isDoubtful = [legA_status, legB_status].includes('timeout')
  return isDoubtful ? { name: 'Unknown', tone: 'warn' } : { name: 'Open', tone: 'busy' }
}
