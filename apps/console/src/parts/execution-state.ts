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

/** How an execution stands, in a word. */
export function statusOf({ closedAt, final_status, hedge }: ExecutionRow): ExecutionState {
  if (final_status === 'success') return { name: 'Success', tone: 'good' }
  if (hedge !== null) return HEDGES[hedge]
  return closedAt === null ? { name: 'Open', tone: 'busy' } : { name: 'Failed', tone: 'bad' }
}
