import {
  hedgeStep,
  type ExecutionRecord,
  type HedgeEvent,
  type HedgeStep,
} from '@surefoot/shared/messages'
import { isOver } from '../parts/execution-state.ts'
import type { Tone } from '../parts/tag.tsx'

export interface HedgeOutcome {
  readonly tone: Extract<Tone, 'good' | 'warn' | 'bad'>
  readonly title: string
  /** What the hedge service said. */
  readonly message: string | null
}

const OUTCOMES: Record<HedgeStep, Pick<HedgeOutcome, 'tone' | 'title'>> = {
  triggered: { tone: 'warn', title: 'A leg is exposed alone; the hedge service has it' },
  planned: { tone: 'warn', title: 'A leg is exposed alone; its hedge is on the way' },
  covered: { tone: 'good', title: 'The lone leg is covered' },
  held: { tone: 'warn', title: 'The lone leg is held: no hedge was better' },
  failed: { tone: 'bad', title: 'The hedge failed: a leg is exposed alone' },
  escalated: { tone: 'bad', title: 'Needs you: a leg is exposed alone' },
}

/** What came of the hedge, by its latest step; null if there was none. */
export function hedgeOutcome({
  execution,
  hedgeEvents,
}: Pick<ExecutionRecord, 'execution' | 'hedgeEvents'>): HedgeOutcome | null {
  const latest = hedgeEvents
    .toSorted((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp))
    .at(-1)
  const step = hedgeStep.safeParse(latest?.step)
  if (latest === undefined || !step.success) return null
  const outcome = OUTCOMES[step.data]
  const message = messageOfHedge(latest)
  return outcome.tone === 'bad' && isOver(execution)
    ? { tone: 'warn', title: 'A leg stood alone and was not hedged', message }
    : { ...outcome, message }
}

/** What the hedge service said with a step. */
export function messageOfHedge({ details }: Pick<HedgeEvent, 'details'>): string | null {
  const { message = details['reason'] } = details
  return typeof message === 'string' ? message : null
}
