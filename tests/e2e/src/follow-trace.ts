import type { ReceivedSpan } from './received-span.ts'

/** `service: name`, and what its attributes must be. */
export type Step = string | readonly [name: string, attributes: Readonly<Record<string, string>>]

export interface Way {
  /** The spans at its end. */
  readonly end: readonly ReceivedSpan[]
  /** The first step that is missing, and what is there instead. */
  readonly gap: string | null
}

/** Go from parent to child. The first step may be anywhere in the trace. */
export function followTrace(spans: readonly ReceivedSpan[], steps: readonly Step[]): Way {
  let near = spans
  let end: readonly ReceivedSpan[] = []
  for (const step of steps) {
    end = near.filter((span) => fits(span, step))
    if (end.length === 0) {
      const found = new Set(near.map(({ service, name }) => `${service}: ${name}`))
      return { end, gap: `${JSON.stringify(step)} is not among: ${[...found].join(', ')}` }
    }
    const parents = new Set(end.map(({ spanId }) => spanId))
    near = spans.filter(({ parentSpanId }) => parentSpanId && parents.has(parentSpanId))
  }
  return { end, gap: null }
}

function fits({ service, name, attributes }: ReceivedSpan, step: Step): boolean {
  const [wanted, having] = typeof step === 'string' ? [step, {}] : step
  return (
    `${service}: ${name}` === wanted &&
    Object.entries(having).every(([key, value]) => attributes[key] === value)
  )
}
