import {
  context,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Context,
  type Link,
  type Span,
  type SpanOptions,
} from '@opentelemetry/api'
import { SPAN_ATTRIBUTES } from './span-names.ts'

const tracer = trace.getTracer('surefoot')

/** Where a step belongs: kept by what goes on with it later. */
export type Trace = Context

/** Run a step inside a span of its own; a step that throws marks it as failed. */
export async function withSpan<T>(
  name: string,
  options: SpanOptions,
  step: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, options, async (span) => {
    try {
      return await step(span)
    } catch (error) {
      markFailed(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}

/** The same for a step that awaits nothing. */
export function withSpanNow<T>(name: string, options: SpanOptions, step: (span: Span) => T): T {
  return tracer.startActiveSpan(name, options, (span) => {
    try {
      return step(span)
    } catch (error) {
      markFailed(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}

function markFailed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) })
  span.setAttribute(SPAN_ATTRIBUTES.errorType, codeOf(error))
  if (error instanceof Error) span.recordException(error)
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** Whether what happens now belongs to a trace. */
export function isTraced(): boolean {
  return trace.getActiveSpan() !== undefined
}

export function presentTrace(): Trace {
  return context.active()
}

/** Go on in a trace that was kept. */
export function inTrace<T>(kept: Trace, step: () => T): T {
  return context.with(kept, step)
}

/** What repeats for as long as the process lives is no part of the act that began it. */
export function outsideTrace<T>(step: () => T): T {
  return context.with(ROOT_CONTEXT, step)
}

/** Points from a span at another that it did not come from; at none if that was in no trace. */
export function linkTo(kept: Trace | undefined): Link[] {
  const linked = kept && trace.getSpanContext(kept)
  return linked ? [{ context: linked }] : []
}
