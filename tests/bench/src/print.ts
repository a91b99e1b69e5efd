import { FLOOR_PARTS } from './floor.ts'
import { ROUND_TRIPS } from './round-trips.ts'
import type { Report } from './summary.ts'

/** The report as a table for the terminal. */
export function print(report: Report): string {
  const { executions, requestToPermitMs, floorMs, floorPartsMs, roundTripsMs, ratio } = report
  const { ledger, execution, postgres } = report.processorMs
  const line = (title: string, ...values: readonly number[]): string =>
    [title.padEnd(42), ...values.map((value) => value.toFixed(2).padStart(9))].join('')
  const row = (
    title: string,
    { p50, p99 }: { readonly p50: number; readonly p99: number },
  ): string => line(title, p50, p99)
  return [
    `${`${executions} executions, milliseconds`.padEnd(42)}${'p50'.padStart(9)}${'p99'.padStart(9)}`,
    row('request received → permit for A *', requestToPermitMs),
    row('floor: plain SQL and bare messages', floorMs),
    ...FLOOR_PARTS.map((name) => row(`  ${name}`, floorPartsMs[name])),
    line('ratio of the medians', ratio),
    'our own round trips, one after the other',
    ...ROUND_TRIPS.map((name) => row(`  ${name}`, roundTripsMs[name])),
    line('processor time of a whole execution', ledger + execution + postgres),
    line('  audit service', ledger),
    line('  execution service and executors', execution),
    line('  Postgres', postgres),
    '* without the time in which both slips are prepared',
    ...report.frames,
  ].join('\n')
}
