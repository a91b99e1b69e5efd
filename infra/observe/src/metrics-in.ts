import { METRICS, type Metric } from '@surefoot/shared/runtime'

/** What a scrape has of a histogram. */
const PARTS = ['_bucket', '_sum', '_count']

/** The names by which queries may ask for the system's metrics. */
export function metricNames(metrics: readonly Metric[] = Object.values(METRICS)): Set<string> {
  return new Set(
    metrics.flatMap(({ kind, name }) =>
      kind === 'histogram' ? PARTS.map((part) => `${name}${part}`) : [name],
    ),
  )
}

/** The names of ours that a query asks for. */
export function metricsIn(query: string): string[] {
  return query.match(/\bsurefoot_\w+/g) ?? []
}
