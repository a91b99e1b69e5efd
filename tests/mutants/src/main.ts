import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { MUTANTS } from './catalog/index.ts'
import { describeCatcher } from './kill-table.ts'
import type { Mutant } from './mutant.ts'
import type { Report } from './report.ts'
import { runCatcher } from './run-catcher.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

const { values } = parseArgs({
  options: { report: { type: 'string' }, only: { type: 'string', default: '' } },
})
const startedAt = new Date()
const chosen = MUTANTS.filter(({ name }) => name.includes(values.only))
await using workshop = await openWorkshop()
const faults = await findFaults(workshop, chosen)
const mutants: Report['mutants'] = []
for (const mutant of faults.length > 0 ? [] : chosen)
  mutants.push(await tryMutant(workshop, mutant))
const caught = mutants.filter(({ isCaught }) => isCaught).length
const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000)
const written: Report = {
  startedAt: startedAt.toISOString(),
  seconds,
  planted: chosen.length,
  caught,
  mutants,
  faults,
}
if (values.report !== undefined) await writeFile(values.report, JSON.stringify(written, null, 2))
for (const fault of faults) say(`✗ without any bug: ${fault}`)
say(`${caught} of ${chosen.length} bugs caught in ${seconds} s`)
process.exitCode = chosen.length > 0 && caught === chosen.length ? 0 : 1

/** What fails with no bug planted catches none: each test and harness is run clean first. */
async function findFaults({ dir }: Workshop, all: readonly Mutant[]): Promise<string[]> {
  const catchers = new Map(all.map((mutant) => [describeCatcher(mutant), mutant]))
  const found: string[] = []
  for (const [name, mutant] of catchers) {
    const { verdict, details } = await runCatcher(dir, mutant)
    if (verdict !== 'clean') found.push(`${name}: ${verdict}, ${details}`)
  }
  return found
}

async function tryMutant(
  { dir, plant }: Workshop,
  mutant: Mutant,
): Promise<Report['mutants'][number]> {
  const startedMs = Date.now()
  await using planting = new AsyncDisposableStack()
  planting.use(await plant(mutant))
  const { verdict, details } = await runCatcher(dir, mutant)
  const isCaught = verdict === 'caught'
  const took = Math.round((Date.now() - startedMs) / 1000)
  say(
    `${isCaught ? '✓' : '✗'} ${mutant.name} (${took} s)${isCaught ? '' : `: ${verdict} ${details}`}`,
  )
  const { name, bug, breaks, file } = mutant
  const caughtBy = describeCatcher(mutant)
  return { name, bug, breaks: [...breaks], file, caughtBy, isCaught, details, seconds: took }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
