/**
 * `npm run launcher:kills -- [--seed N] [--kills M] [--all]`: real launchers whose processes are killed. Exits 1 when one
 * hangs, leaves something, writes no report, or ledger and books differ.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { messageOf } from '../message-of.ts'
import { createScreen } from '../screen.ts'
import { ALL_KILLS, planKills, shuffle } from './plan-kills.ts'
import { faultsOf, runCase, runPlan, type Place } from './run-kills.ts'

const USAGE =
  'launcher:kills [--seed N] [--kills M]: M kills on one launcher; --all [--kills M]: all cases, or M of them, one launcher each'

const screen = createScreen(process.stdout)
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)
const kills = values.kills === undefined ? null : Number(values.kills)
if (!Number.isInteger(seed) || (kills !== null && !(Number.isInteger(kills) && kills > 0))) {
  screen.bad(USAGE)
  process.exit(2)
}
const dir = await mkdtemp(join(tmpdir(), 'surefoot-kills-'))
const place: Place = { dir, screen, signal: new AbortController().signal }
const wrong = values.all ? await runAll(place) : await runOne(place)
for (const line of wrong) screen.bad(line)
if (wrong.length === 0) {
  screen.good(`seed ${seed}: every launcher ended, left nothing, and wrote its report`)
  await rm(dir, { recursive: true, force: true })
} else screen.warn(`logs and reports are in ${dir}`)
process.exit(wrong.length === 0 ? 0 : 1)

async function runOne(at: Place): Promise<string[]> {
  const plan = planKills(seed, kills ?? 6)
  try {
    const { report } = await runPlan(plan, at)
    return faultsOf(report)
  } catch (error) {
    return [messageOf(error)]
  }
}

/** All on one folder: so each launcher is also the next start on what the one before has left. */
async function runAll(at: Place): Promise<string[]> {
  const cases = shuffle(ALL_KILLS, seed).slice(0, kills ?? ALL_KILLS.length)
  const found: string[] = []
  for (const kill of cases) {
    const title = `${kill.name} killed while it is ${kill.phase}, Ctrl-C ${kill.order}`
    const faults = await runCase(kill, at).catch((error: unknown) => [messageOf(error)])
    if (faults.length === 0) screen.good(title)
    found.push(...faults.map((fault) => `${title}: ${fault}`))
  }
  return found
}
