import type { Span } from '@opentelemetry/api'
import type { LegRole } from '../messages/leg.ts'
import { METRICS } from './metrics.ts'
import { attributesOf } from './span-names.ts'
import { withSpan } from './span.ts'

type Stage = (typeof METRICS.legStage.labels.stage)[number]

/** An execution, or one leg of it. */
export interface Staged {
  readonly deskId?: string
  readonly executionId: string
  readonly role?: LegRole
}

/** Run a stage of an execution: a span of its name, and its time among the metrics. */
export function withStage<T>(
  stage: Stage,
  staged: Staged,
  step: (span: Span) => Promise<T>,
): Promise<T> {
  return METRICS.legStage.time({ stage, role: staged.role ?? 'both' }, () =>
    withSpan(stage, { attributes: attributesOf(staged) }, step),
  )
}
