import { ROUND_TRIPS } from './floor.ts'
import type { Report } from './summary.ts'

/** The report as a table for the terminal. */
export function print(report: Report): string {
  const { executions, requestToPermitMs, floorMs, roundTripsMs, ratio, frames } = report
  const row = (
    title: string,
    { p50, p99 }: { readonly p50: number; readonly p99: number },
  ): string => `${title.padEnd(42)}${p50.toFixed(2).padStart(9)}${p99.toFixed(2).padStart(9)}`
  return [
    `${`${executions} executions, milliseconds`.padEnd(42)}${'p50'.padStart(9)}${'p99'.padStart(9)}`,
    row('request received → permit for A *', requestToPermitMs),
    row('its round trips as bare calls in series', floorMs),
    ...ROUND_TRIPS.map((name) => row(`  ${name}`, roundTripsMs[name])),
    `${'ratio of the medians'.padEnd(42)}${ratio.toFixed(2).padStart(9)}`,
    '* without the time in which both slips are prepared',
    ...frames,
  ].join('\n')
}
