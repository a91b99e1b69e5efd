import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { readArguments } from './arguments.ts'
import { measure } from './measure.ts'
import { print } from './print.ts'
import type { Measurement, Report } from './report.ts'

const options = readArguments(process.argv.slice(2))
const { seconds, instances, every: everySeconds, 'browser-ms': browserMs } = options
// What was started is ended with the process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const measurements: Measurement[] = []
for (const desks of options.desks)
  measurements.push(await measure({ desks, seconds, instances, everySeconds, browserMs, say }))
const report: Report = {
  machine: { cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) },
  seconds,
  instances,
  browserMs,
  measurements,
}
say(print(report))
if (options.report !== undefined)
  await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`)
const violations = measurements.flatMap((one) => one.violations)
for (const { invariant, subject, details } of violations)
  say(`${invariant}: ${subject}: ${details}`)
say(violations.length === 0 ? 'No violation.' : `${violations.length} violations.`)
process.exit(violations.length === 0 ? 0 : 1)

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
