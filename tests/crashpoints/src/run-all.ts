import { isDeepStrictEqual } from 'node:util'
import type { Fault, FaultKind } from './fault.ts'
import { listFaults, nameOfCase } from './list-faults.ts'
import { openOtherInstances } from './other-instances.ts'
import { createPace, inParallel } from './pace.ts'
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

/** They wait for most of their time. */
const AT_ONCE = 64
/** Fewer, because nothing may be late in them. */
const REHEARSED_AT_ONCE = 5
/** After so many cases the instance that looks after all desks is replaced: it forgets none of them. */
const RENEW_AFTER = 24
/**
 * On a machine that is late a case may end before its process comes to the word. It is run again, and what the first run
 * left behind is judged too.
 */
const TRIES = 3

/** Rehearse every scenario, and then run it with each fault that it can have. */
export async function runAll({ world, only, onRun }: RunOptions): Promise<Run[]> {
  await using others = await openOtherInstances(world)
  const person = createPerson(world.buses.person)
  const pace = createPace(world.buses.person)
  const runs: Run[] = []
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
  const runPlan = async (plan: Plan): Promise<CaseResult> => {
    for (let tried = 1; ; tried += 1) {
      const { isGood, result } = await runOnce(plan)
      if (isGood || tried === TRIES) return result
    }
  }
  const plans: Plan[] = []
  await inParallel(scenariosFor(only), REHEARSED_AT_ONCE, async (scenario) => {
    const plan = { name: `${scenario.name}/rehearsal`, scenario, fault: null }
    plans.push(...planFaults(scenario, await runPlan(plan)))
  })
  const wanted = plans
    .filter(({ name }) => name.includes(only))
    .toSorted((one, other) => one.name.localeCompare(other.name))
  await inParallel(spread(wanted), AT_ONCE, async (plan) => {
    await runPlan(plan)
  })
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
