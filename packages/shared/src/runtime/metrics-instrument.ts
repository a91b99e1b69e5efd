/**
 * The kinds of instrument, and what keeps them honest.
 *
 * 1. A label has the values that its definition names. One that is `open` has those of the code and the configuration; should
 *    they grow without end, the later ones count as `other`.
 * 2. A counter that an alert watches begins at 0: Prometheus sees no rise in a series that begins at 1.
 * 3. A gauge says what is so now. What cannot be read now is NaN, not what was read last.
 */
import {
  metrics as api,
  type Counter,
  type Histogram,
  type ObservableGauge,
} from '@opentelemetry/api'

/** What labels may hold: the values, or `open`. */
type Labels = Readonly<Record<string, readonly string[] | 'open'>>

type ValuesOf<L extends Labels> = {
  readonly [K in keyof L]: L[K] extends readonly (infer V extends string)[] ? V : string
}

export interface MetricDefinition<L extends Labels = Labels> {
  /** As Prometheus has it: prefix, base unit, and `_total` for a counter. */
  readonly name: `surefoot_${string}`
  readonly meaning: string
  /** The services that tell it; `all`: every one. */
  readonly by: readonly string[] | 'all'
  readonly labels: L
}

export interface MetricCounter<L extends Labels = Labels> extends MetricDefinition<L> {
  readonly kind: 'counter'
  readonly add: (labels: ValuesOf<L>, by?: number) => void
  /** Begin at 0 with every combination of labels, unless one of them is open. */
  readonly begin: () => void
}

export interface MetricHistogram<L extends Labels = Labels> extends MetricDefinition<L> {
  readonly kind: 'histogram'
  readonly record: (labels: ValuesOf<L>, value: number) => void
  /** Record how many seconds a step took, however it ended. */
  readonly time: <T>(labels: ValuesOf<L>, step: () => Promise<T>) => Promise<T>
}

export interface MetricGauge<L extends Labels = Labels> extends MetricDefinition<L> {
  readonly kind: 'gauge'
}

export type Metric = MetricDefinition & { readonly kind: 'counter' | 'histogram' | 'gauge' }

/** Far more refusal codes than there are, far fewer than would hurt. */
const MOST_OPEN_VALUES = 200
/** A scrape does not wait longer for what is read for it. */
const READ_WITHIN_MS = 2000

/** Only when the service has begun does OpenTelemetry hand out instruments that count. */
const meter = () => api.getMeter('surefoot')

export function counter<const L extends Labels>(definition: MetricDefinition<L>): MetricCounter<L> {
  let instrument: Counter | undefined
  const bound = boundLabels<L>()
  const add = (labels: Record<string, string>, by: number): void => {
    instrument ??= meter().createCounter(definition.name, {
      description: definition.meaning,
    })
    instrument.add(by, labels)
  }
  return {
    ...definition,
    kind: 'counter',
    add: (labels, by = 1) => add(bound(labels), by),
    begin: () => {
      for (const labels of combinations(definition.labels)) add(labels, 0)
    },
  }
}

/** `buckets`: upper bounds in the metric's unit. */
export function histogram<const L extends Labels>(
  definition: MetricDefinition<L>,
  buckets: readonly number[],
): MetricHistogram<L> {
  let instrument: Histogram | undefined
  const bound = boundLabels<L>()
  const record = (labels: ValuesOf<L>, value: number): void => {
    instrument ??= meter().createHistogram(definition.name, {
      description: definition.meaning,
      advice: { explicitBucketBoundaries: [...buckets] },
    })
    instrument.record(value, bound(labels))
  }
  return {
    ...definition,
    kind: 'histogram',
    record,
    time: async (labels, step) => {
      const begunAtMs = performance.now()
      try {
        return await step()
      } finally {
        record(labels, (performance.now() - begunAtMs) / 1000)
      }
    },
  }
}

/** Read when a scrape asks: see `observe`. */
export function gauge<const L extends Labels>(definition: MetricDefinition<L>): MetricGauge<L> {
  return { ...definition, kind: 'gauge' }
}

/** Tell what a gauge is now. */
export type Observe = <L extends Labels>(
  gauge: MetricGauge<L>,
  labels: ValuesOf<L>,
  value: number,
) => void

/**
 * Read gauges at each scrape until disposed. What `read` does not tell, because it throws, is late, or there is nothing to
 * tell any more, is NaN from then on.
 */
export function observe(
  gauges: readonly MetricGauge[],
  read: (observe: Observe) => void | Promise<void>,
): Disposable {
  const instruments = new Map<string, ObservableGauge>(
    gauges.map((each) => [
      each.name,
      meter().createObservableGauge(each.name, { description: each.meaning }),
    ]),
  )
  const series = new Map<
    string,
    { readonly name: string; readonly labels: Record<string, string> }
  >()
  const onScrape = async (result: {
    observe: (instrument: ObservableGauge, value: number, labels: Record<string, string>) => void
  }): Promise<void> => {
    const told = await readInTime(read)
    for (const [key, { name, labels }] of told) series.set(key, { name, labels })
    for (const [key, { name, labels }] of series) {
      const instrument = instruments.get(name)
      if (instrument) result.observe(instrument, told.get(key)?.value ?? Number.NaN, labels)
    }
  }
  const all = [...instruments.values()]
  meter().addBatchObservableCallback(onScrape, all)
  return { [Symbol.dispose]: () => meter().removeBatchObservableCallback(onScrape, all) }
}

interface Told {
  readonly name: string
  readonly labels: Record<string, string>
  readonly value: number
}

async function readInTime(
  read: (observe: Observe) => void | Promise<void>,
): Promise<Map<string, Told>> {
  const told = new Map<string, Told>()
  const late = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => late.resolve('late'), READ_WITHIN_MS)
  const reading = (async () =>
    read(({ name }, labels, value) => {
      told.set(`${name} ${JSON.stringify(labels)}`, { name, labels, value })
    }))().catch(() => 'failed' as const)
  const ended = await Promise.race([reading, late.promise])
  clearTimeout(timer)
  return ended === undefined ? told : new Map()
}

/** Lets through the first values of each label, so that no series without end is made. */
function boundLabels<L extends Labels>(): (labels: ValuesOf<L>) => Record<string, string> {
  const known = new Map<string, Set<string>>()
  return (labels) =>
    Object.fromEntries(
      Object.entries<string>(labels).map(([label, value]) => {
        const values = known.get(label) ?? new Set()
        known.set(label, values)
        if (values.size < MOST_OPEN_VALUES) values.add(value)
        return [label, values.has(value) ? value : 'other']
      }),
    )
}

function combinations(labels: Labels): Record<string, string>[] {
  let found: (readonly [string, string])[][] = [[]]
  for (const [label, values] of Object.entries(labels)) {
    if (values === 'open') return []
    found = found.flatMap((one) => values.map((value) => one.concat([[label, value]])))
  }
  return found.map((one) => Object.fromEntries(one))
}
