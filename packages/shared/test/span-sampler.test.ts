import { ROOT_CONTEXT, SpanKind, trace, TraceFlags } from '@opentelemetry/api'
import { SamplingDecision } from '@opentelemetry/sdk-trace'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { attributesOf } from '../src/runtime/index.ts'
import { ConfigError, readConfig } from '../src/runtime/config.ts'
import { samplerEnvironment } from '../src/runtime/sampler-environment.ts'
import { createSampler } from '../src/runtime/span-sampler.ts'

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'
const environment = z.object(samplerEnvironment)

function isTaken(
  settings: Record<string, string>,
  { subject = {}, parent }: { subject?: object; parent?: 'taken' | 'left out' } = {},
): boolean {
  const traceFlags = parent === 'taken' ? TraceFlags.SAMPLED : TraceFlags.NONE
  const context = parent
    ? trace.setSpanContext(ROOT_CONTEXT, {
        traceId: TRACE_ID,
        spanId: 'b7ad6b7169203331',
        traceFlags,
        isRemote: true,
      })
    : ROOT_CONTEXT
  const { decision } = createSampler(readConfig(environment, settings)).shouldSample(
    context,
    TRACE_ID,
    'a span',
    SpanKind.INTERNAL,
    attributesOf(subject),
    [],
  )
  return decision === SamplingDecision.RECORD_AND_SAMPLED
}

const NOTHING = [
  { OTEL_TRACES_SAMPLER: 'always_off' },
  { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' },
  { OTEL_TRACES_SAMPLER: 'parentbased_always_off' },
  { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' },
]

describe.each(NOTHING)('with $OTEL_TRACES_SAMPLER and a ratio of nothing', (settings) => {
  test('what is about no money is left out', () => {
    expect(isTaken(settings)).toBe(false)
    expect(isTaken(settings, { subject: { deskId: 'main', account: 'A' } })).toBe(false)
  })

  test('an execution is taken, also one whose cause was left out', () => {
    const subject = { executionId: crypto.randomUUID() }
    expect(isTaken(settings, { subject })).toBe(true)
    expect(isTaken(settings, { subject, parent: 'left out' })).toBe(true)
  })

  test('an opportunity is taken, so that its execution has its beginning', () => {
    expect(isTaken(settings, { subject: { opportunityId: 'main|one' } })).toBe(true)
  })

  test('what comes of a span that was taken is taken', () => {
    expect(isTaken(settings, { parent: 'taken' })).toBe(true)
  })
})

test('if nothing is said all is taken', () => {
  expect(isTaken({})).toBe(true)
  expect(isTaken({}, { parent: 'left out' })).toBe(false)
})

test('a sampler or a ratio that does not exist is refused, not replaced', () => {
  expect(() => isTaken({ OTEL_TRACES_SAMPLER: 'sometimes' })).toThrow(ConfigError)
  expect(() => isTaken({ OTEL_TRACES_SAMPLER_ARG: '1.5' })).toThrow(ConfigError)
})
