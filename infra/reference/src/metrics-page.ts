import { METRICS, type Metric } from '@surefoot/shared/runtime'
import { code, list, printHead, printTable } from './markdown.ts'

const HEAD = printHead('Metrics', 'packages/shared/src/runtime/metrics.ts')

/** Every metric, by its name. */
export function printMetrics(): string {
  const metrics: readonly Metric[] = Object.values(METRICS)
  const rows = metrics
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ name, kind, labels, by, meaning }) => [
      code(name),
      kind,
      describeLabels(labels),
      by === 'all' ? 'all' : list(by),
      meaning,
    ])
  return `${HEAD}
How they are scraped, what a restart does to them and how several instances add up: [observability.md](../observability.md#metrics).

${printTable(['metric', 'kind', 'labels', 'from', 'meaning'], rows)}`
}

function describeLabels(labels: Metric['labels']): string {
  const described = Object.entries(labels).map(([label, values]) =>
    values === 'open' ? code(label) : `${code(label)}: ${list(values)}`,
  )
  return described.length === 0 ? '–' : described.join('; ')
}
