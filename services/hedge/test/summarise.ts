import { latestHedge } from '@surefoot/execution-rules'
import {
  hedgeChoice,
  type ExecutionRecord,
  type HedgeChoice,
  type Leg,
} from '@surefoot/shared/messages'
import { z } from 'zod'

/** Where a hedge stands, by its latest step. */
export interface Ended {
  readonly step: string | undefined
  readonly message: unknown
  readonly choices: readonly HedgeChoice[]
  /** What else the step says. */
  readonly details: Readonly<Record<string, unknown>>
  /** The latest of its hedge legs. */
  readonly hedge: Leg | undefined
  readonly hasEnded: boolean
}

export function summarise({ execution, legs, hedgeEvents }: ExecutionRecord): Ended {
  const last = hedgeEvents.at(-1)
  const { message, choices = [], ...details } = last?.details ?? {}
  return {
    step: last?.step,
    message,
    choices: z.array(hedgeChoice).parse(choices),
    details,
    hedge: latestHedge({ legs }),
    hasEnded: execution.closedAt !== null,
  }
}
