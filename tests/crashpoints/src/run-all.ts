import { isDeepStrictEqual } from 'node:util'
import type { Fault, FaultKind } from './fault.ts'
import { listFaults, nameOfCase } from './list-faults.ts'
import { openOtherInstances } from './other-instances.ts'
import { createPace } from './pace.ts'
import { inParallel, inRounds } from './rounds.ts'
import { createPerson } from './person.ts'
import { runCase, type CaseResult } from './run-case.ts'
import { SCENARIOS, type Scenario } from './scenario.ts'
import type { World } from './world.ts'

/** A case that was run. */
export interface Run {
  readonly name: string
  readonly scenario: string
  /** Null: a rehearsal, in which nothing happens. */
  readonly kind: FaultKind | null
  readonly result: CaseResult
  /** Whether its fault happened; of a rehearsal, whether it ended as it was to. Otherwise it shows nothing. */
  readonly isGood: boolean
}

export interface RunOptions {
  readonly world: World
  /** Only cases whose name has this in it. */
  readonly only: string
  readonly onRun: (run: Run) => void
}

interface Plan {
  readonly name: string
  readonly scenario: Scenario
  readonly fault: Fault | null
}

/** Fewer than the cases, because nothing may be late in them. */
const REHEARSED_AT_ONCE = 5
const REHEARSED_TIMES = 3
/** After so many cases the instance that looks after all desks is replaced: it forgets none of them. */
const RENEW_AFTER = 24
/**
 * How many cases are under way at once: they wait for most of their time. On a machine that is late a case may end before its
 * process comes to the word. It is run again when the others are over, with fewer beside it, and what its first run left
 * behind is judged too.
 */
const ROUNDS = [64, 5, 1] as const

/** Cases that are being run. */
export interface RunningCases {
  /** By scenario: its runs, once all its cases have ended. */
  readonly ofScenario: ReadonlyMap<string, Promise<readonly Run[]>>
  /** Every run, once all have ended. */
  readonly all: Promise<readonly Run[]>
}

/** Rehearse every scenario, and then run it with each fault that it can have, one scenario after another. */
export function startAll({ world, only, onRun }: RunOptions): RunningCases {
  const scenarios = scenariosFor(only)
  const runs: Run[] = []
  const ends = new Map(
    scenarios.map(({ name }) => [name, Promise.withResolvers<readonly Run[]>()] as const),
  )
  const onScenario = (name: string): void =>
    ends.get(name)?.resolve(runs.filter(({ scenario }) => scenario === name))
  const all = runScenarios(scenarios, { world, only, onRun, onScenario, runs }).catch(
    (error: unknown) => {
      for (const { reject } of ends.values()) reject(error)
      throw error
    },
  )
  // Whoever waits for one of them hears of a failure there; nobody has to wait for all.
  for (const promise of [all, ...[...ends.values()].map((end) => end.promise)])
    promise.catch(() => undefined)
  return { ofScenario: new Map([...ends].map(([name, { promise }]) => [name, promise])), all }
}

interface Running extends RunOptions {
  /** Every case of the scenario has ended. */
  readonly onScenario: (name: string) => void
  readonly runs: Run[]
}

async function runScenarios(scenarios: readonly Scenario[], options: Running): Promise<Run[]> {
  const { world, only, onRun, onScenario, runs } = options
  await using others = await openOtherInstances(world)
  const person = createPerson(world.patient)
  const pace = createPace(world.patient)
  const runOnce = async ({ name, scenario, fault }: Plan): Promise<Run> => {
    await pace()
    const result = await runCase({ world, person, scenario, fault })
    // The words of a rehearsal that went another way are of another flow.
    const isGood = fault === null ? isDeepStrictEqual(result.states, scenario.ends) : result.hasMet
    const run = { name, scenario: scenario.name, kind: fault?.kind ?? null, result, isGood }
    runs.push(run)
    onRun(run)
    if (runs.length % RENEW_AFTER === 0) await others.renew()
    return run
  }
  const rehearse = async (scenario: Scenario): Promise<CaseResult> => {
    const plan = { name: `${scenario.name}/rehearsal`, scenario, fault: null }
    for (let time = 1; ; time += 1) {
      const { isGood, result } = await runOnce(plan)
      if (isGood || time === REHEARSED_TIMES) return result
    }
  }
  const plans = new Map<string, Plan[]>()
  await inParallel(scenarios, REHEARSED_AT_ONCE, async (scenario) => {
    const planned = planFaults(scenario, await rehearse(scenario))
    plans.set(scenario.name, spread(planned.filter(({ name }) => name.includes(only))))
  })
  const left = new Map(scenarios.map(({ name }) => [name, plans.get(name)?.length ?? 0]))
  for (const [name, count] of left) if (count === 0) onScenario(name)
  const end = ({ scenario: { name } }: Plan): void => {
    const count = (left.get(name) ?? 0) - 1
    left.set(name, count)
    if (count === 0) onScenario(name)
  }
  await inRounds(
    scenarios.flatMap(({ name }) => plans.get(name) ?? []),
    { rounds: ROUNDS, step: async (plan) => (await runOnce(plan)).isGood, onEnd: end },
  )
  return runs
}

/** Those that a part of a case's name can mean. */
function scenariosFor(only: string): readonly Scenario[] {
  const named = SCENARIOS.filter(({ name }) => only.startsWith(`${name}/`) || name.includes(only))
  return named.length > 0 ? named : SCENARIOS
}

function planFaults(scenario: Scenario, { words }: CaseResult): Plan[] {
  return listFaults(scenario, words).map((fault) => ({
    name: nameOfCase(scenario, fault),
    scenario,
    fault,
  }))
}

/** In an order that mixes the kinds, because those that hang take longest; the same in every run. */
function spread(plans: readonly Plan[]): Plan[] {
  const byKind = [...Map.groupBy(plans, ({ fault }) => fault?.kind).values()]
  const longest = Math.max(0, ...byKind.map((some) => some.length))
  const turns = Array.from({ length: longest }, (_, turn) => turn)
  return turns.flatMap((turn) => byKind.flatMap((some) => some.slice(turn, turn + 1)))
}
