import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { simulate } from './simulate.ts'
import { tellFailure } from './tell-failure.ts'

const whole = z.string().regex(/^\d+$/, 'give a whole number').transform(Number)

const options = z.object({
  /** How many seeds, one after another. */
  seeds: whole.default(2000),
  /** The first of them. */
  seed: whole.default(1),
  report: z.string().optional(),
  /** Print everything that happens. */
  trace: z.boolean().default(false),
})

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    report: { type: 'string' },
    trace: { type: 'boolean' },
  },
})
const { seeds, seed: firstSeed, report: file, trace } = options.parse(values)

const report = await simulate({
  seeds,
  firstSeed,
  onSeed: (result) => {
    if (trace) process.stdout.write(`${result.lines.join('\n')}\n`)
    if (result.violations.length > 0) process.stdout.write(tellFailure(result))
  },
})
const { executions, bets, seedsPerSecond, violations, missed } = report
const text = `${JSON.stringify(report, null, 2)}\n`
if (file === undefined) process.stdout.write(text)
else await writeFile(file, text)
process.stdout.write(
  `${seeds} seeds from ${firstSeed}: ${executions} executions, ${bets} bets, ${violations.length} violations, ${seedsPerSecond} seeds a second.\n`,
)
for (const what of missed) process.stdout.write(`Not reached: ${what}\n`)
process.exitCode = report.passed ? 0 : 1
