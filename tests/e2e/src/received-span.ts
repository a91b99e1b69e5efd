import { z } from 'zod'

const value = z.object({
  stringValue: z.string().optional(),
  intValue: z.union([z.number(), z.string()]).optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
})
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform((all) =>
    Object.fromEntries(
      all.map(({ key, value: one }) => [key, String(Object.values(one)[0] ?? '')]),
    ),
  )

/** The numbers that OTLP has for them. */
const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const
const ERROR = 2

const span = z
  .object({
    traceId: z.string(),
    spanId: z.string(),
    parentSpanId: z.string().optional(),
    name: z.string(),
    kind: z.number().transform((kind) => KINDS[kind] ?? 'UNSPECIFIED'),
    attributes,
    links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
    status: z.object({ code: z.number().default(0) }),
  })
  .transform(({ status, ...rest }) => ({ ...rest, hasFailed: status.code === ERROR }))

/** What a process sends to a collector: OTLP as JSON, as much of it as is looked at. */
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
})

export interface ReceivedSpan extends z.infer<typeof span> {
  readonly service: string
  readonly resource: Readonly<Record<string, string>>
}

export function readSpans(body: unknown): ReceivedSpan[] {
  return exported.parse(body).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map((one) =>
        Object.assign(one, {
          resource: resource.attributes,
          service: resource.attributes['service.name'] ?? '',
        }),
      ),
  )
}
