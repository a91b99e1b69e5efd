import { METRICS, type Metric } from '@surefoot/shared'

/** The rows of the table in docs/observability.md, one a metric. */
export function metricsTable(metrics: readonly Metric[] = Object.values(METRICS)): string[] {
  return metrics
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ name, kind, labels, by, meaning }) => {
      const from = by === 'all' ? 'all' : by.join(', ')
      return `| \`${name}\` | ${kind} | ${describeLabels(labels)} | ${from} | ${meaning} |`
    })
}

function describeLabels(labels: Metric['labels']): string {
  const described = Object.entries(labels).map(([label, values]) =>
    values === 'open' ? `\`${label}\`` : `\`${label}\`: ${values.join(', ')}`,
  )
  return described.length === 0 ? '–' : described.join('; ')
}
