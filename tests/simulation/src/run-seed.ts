import { check, type Violation } from '@surefoot/checker'
import type { Account } from '@surefoot/shared/messages'
import type { House } from './books/contract.ts'
import type { FaultKind } from './faults/kinds.ts'
import { planStrokes } from './faults/plan-strokes.ts'
import { outcomesOf, type Outcome } from './outcomes.ts'
import { collectEvidence } from './world/collect-evidence.ts'
import { keepBrowsers } from './world/keeper.ts'
import { createOperator } from './world/operator.ts'
import { settle } from './world/residents.ts'
import { QUIET_MS } from './world/settings.ts'
import { createWorld } from './world/world.ts'

export interface SeedResult {
  readonly seed: number
  readonly violations: readonly Violation[]
  readonly executions: number
  readonly bets: number
  readonly faults: ReadonlyMap<FaultKind, number>
  /** One entry for each way in which an execution ended. */
  readonly outcomes: readonly Outcome[]
  /** Everything that happened, in its order. */
  readonly lines: readonly string[]
  /** Equal for equal runs. */
  readonly hash: string
}

/** Executions are asked for once browsers are up, until the faults are over. */
const FIRST_MS = 3000
const FAULTS_MS = { least: 12_000, most: 40_000 }
const REQUESTS = { least: 3, most: 7 }

/** Let a seed happen, and hold what is left to the invariants. Rejects if the world itself breaks. */
export async function runSeed(
  seed: number,
  houses: Readonly<Record<Account, House>>,
): Promise<SeedResult> {
  const world = createWorld(String(seed), houses)
  const { schedule, faults, log } = world
  const untilMs = await begin(world)
  await schedule.runUntil(untilMs)
  faults.end()
  await schedule.runUntil(untilMs + QUIET_MS)
  const evidence = collectEvidence(world)
  return {
    seed,
    violations: check(evidence),
    executions: evidence.records.length,
    bets: evidence.bets.length,
    faults: faults.counts,
    outcomes: evidence.records.flatMap(outcomesOf),
    lines: log.lines,
    hash: log.hash(),
  }
}

/** Bring the world to life and plan what the seed has in store. Answers when its faults end. */
async function begin(world: ReturnType<typeof createWorld>): Promise<number> {
  const random = world.random.fork('plot')
  const residents = settle(world)
  const operator = createOperator(world)
  await keepBrowsers(world)
  operator.control({ trading: 'RUN', venue: 'live' })
  operator.goOnAfterHalts()
  const untilMs = random.between(FAULTS_MS.least, FAULTS_MS.most)
  planStrokes({ world, residents, operator }, untilMs)
  for (let count = random.between(REQUESTS.least, REQUESTS.most); count > 0; count -= 1) {
    const plan = { afterMs: random.between(FIRST_MS, untilMs), label: 'asks', owner: null }
    world.schedule.plan(plan, () => operator.request(1))
  }
  return untilMs
}
