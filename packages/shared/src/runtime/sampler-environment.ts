import { z } from 'zod'

/** OpenTelemetry's own names, read here because the SDK turns what it does not know into a default. */
export const samplerEnvironment = {
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number('give a ratio between 0 and 1')
    .min(0, 'give a ratio between 0 and 1')
    .max(1, 'give a ratio between 0 and 1')
    .default(1),
}

const environment = z.object(samplerEnvironment)
export type SamplerEnvironment = z.output<typeof environment>
