import type { Part } from '../api/health.ts'
import type { SeenHealth } from './judge-health.ts'

export interface Summary {
  readonly tone: 'good' | 'warn' | 'bad' | 'unknown'
  /** What is so: the culprit by name, if there is one. */
  readonly text: string
  /** How long it has been so, milliseconds; null where that says nothing. */
  readonly forMs: number | null
  /** How many other parts are in the same state. */
  readonly others: number
}

const WORST_FIRST = [
  { state: 'down', tone: 'bad' },
  { state: 'unknown', tone: 'unknown' },
  { state: 'slow', tone: 'warn' },
] as const

/** The state of everything in one line. Green only if every part that is in use gave evidence. */
export function sumUp({ kind, parts, silentMs }: SeenHealth): Summary {
  if (kind === 'none') return { tone: 'unknown', text: 'Not known yet', forMs: null, others: 0 }
  if (kind === 'silent')
    return { tone: 'bad', text: 'No update from the gateway', forMs: silentMs, others: 0 }
  for (const { state, tone } of WORST_FIRST) {
    const [first, ...others] = parts.filter((part) => part.state === state)
    if (first === undefined) continue
    const text = state === 'unknown' ? `${first.name} not known` : first.message
    return { tone, text, forMs: hasClock(first) ? first.forMs : null, others: others.length }
  }
  return { tone: 'good', text: 'All systems ok', forMs: null, others: 0 }
}

function hasClock({ state }: Part): boolean {
  return state === 'down'
}
