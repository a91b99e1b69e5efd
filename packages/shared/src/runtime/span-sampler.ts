import { trace, TraceFlags, type Attributes, type Context } from '@opentelemetry/api'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace'
import type { SamplerEnvironment } from './sampler-environment.ts'
import { SPAN_ATTRIBUTES } from './span-names.ts'

/** What the environment asks for, but for money: the spans of executions and opportunities are always taken. */
export function createSampler(asked: SamplerEnvironment): Sampler {
  return takeMoney(createAsked(asked))
}

function createAsked({
  OTEL_TRACES_SAMPLER: name,
  OTEL_TRACES_SAMPLER_ARG,
}: SamplerEnvironment): Sampler {
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler()
    case 'always_off':
      return new AlwaysOffSampler()
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(OTEL_TRACES_SAMPLER_ARG)
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: new AlwaysOnSampler() })
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: new AlwaysOffSampler() })
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(OTEL_TRACES_SAMPLER_ARG) })
  }
}

/**
 * A span that names an execution or an opportunity is taken whatever its parent was, and so is all that comes of a span that
 * was taken: the click of an operator that was left out of the sample does not leave out the money it moves.
 */
function takeMoney(rest: Sampler): Sampler {
  return {
    shouldSample: (...asked) => {
      const [context, , , , attributes] = asked
      return isAboutMoney(attributes) || hasTakenParent(context)
        ? { decision: SamplingDecision.RECORD_AND_SAMPLED }
        : rest.shouldSample(...asked)
    },
    toString: () => `Money{rest=${rest.toString()}}`,
  }
}

function isAboutMoney(attributes: Attributes): boolean {
  return (
    attributes[SPAN_ATTRIBUTES.executionId] !== undefined ||
    attributes[SPAN_ATTRIBUTES.opportunityId] !== undefined
  )
}

function hasTakenParent(context: Context): boolean {
  return trace.getSpanContext(context)?.traceFlags === TraceFlags.SAMPLED
}
