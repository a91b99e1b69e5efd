import { writeFile } from 'node:fs/promises'
import { readArguments } from './arguments.ts'
import { runCrashpoints } from './crashpoints.ts'
import type { Report } from './report.ts'

const TELL_EVERY = 50

const { report: file, only } = readArguments(process.argv.slice(2))
// What was started is ended with the process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
let count = 0
const result = await runCrashpoints({
  only,
  onRun: ({ name }) => {
    count += 1
    if (count % TELL_EVERY === 0) say(`${count} cases, the last ${name}`)
  },
})
if (file !== undefined) await writeFile(file, `${JSON.stringify(result, null, 2)}\n`)
summarise(result)
process.exit(result.violations.length === 0 ? 0 : 1)

function summarise({ cases, seconds, bets, faults, violations, late }: Report): void {
  for (const { case: name, invariant, subject, details } of violations)
    say(`${invariant} in ${name ?? 'the run'}: ${subject}: ${details}`)
  for (const [name, why] of Object.entries(late)) say(`${name}: ${why}`)
  const met = Object.entries(faults).map(([kind, times]) => `${times} ${kind}`)
  say(`${cases} cases in ${seconds} s: ${met.join(', ')}; ${bets} bets`)
  say(violations.length === 0 ? 'No violation.' : `${violations.length} violations.`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
