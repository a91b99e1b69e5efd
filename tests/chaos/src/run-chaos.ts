import type { Evidence, Quota } from '@surefoot/checker'
import { clearKnobs, type Screen } from '@surefoot/local'
import { openBus } from '@surefoot/shared/bus'
import { createLogger } from '@surefoot/shared/runtime'
import { awaitQuiet } from './await-quiet.ts'
import { untilTrading } from './until-trading.ts'
import { continueAll } from './faults/service-faults.ts'
import { countBy, countHalts, judge, outcomeOf } from './judge.ts'
import { employPerson, type Person } from './person/employ-person.ts'
import { planFaults, type PlannedFault } from './plan-faults.ts'
import type { ChaosReport } from './report.ts'
import { runFaults, type Happened } from './run-faults.ts'
import { watchRequests, type Requests } from './watch-requests.ts'
import { DESK_ID, openWorld, type World } from './world.ts'

export interface ChaosOptions {
  readonly seconds: number
  readonly seed: number
  /** Instances of each service. */
  readonly replicas: number
  /** Other faults than those of the seed. */
  readonly plan?: readonly PlannedFault[]
  /** What it must place and meet. */
  readonly wanted: Quota
  /** Where all data and logs go. */
  readonly dir: string
  readonly screen: Screen
  readonly signal: AbortSignal
}

/** Trade for so long at the sandbox while the planned faults happen, come to rest, and hold all against the books. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  await using world = await openWorld(options)
  const failed = world.stack.failed.then((reason): never => {
    throw new Error(reason)
  })
  // Awaited here: the world is closed as soon as this returns.
  return await Promise.race([tradeUnderFaults(world, options), failed])
}

async function tradeUnderFaults(world: World, options: ChaosOptions): Promise<ChaosReport> {
  const { screen, signal, seconds, seed } = options
  await using requests = await watchRequests(world.ways.nats.restartable.server().url)
  await using person = employPerson(world)
  await untilTrading(world, signal)
  screen.good(`trading; ${seconds} s of faults from seed ${seed}`)
  const happened = await runFaults(world, options.plan ?? planFaults(options), signal)
  return await finish(world, { ...options, person, requests, happened })
}

interface Ending extends ChaosOptions {
  readonly person: Person
  readonly requests: Requests
  readonly happened: readonly Happened[]
}

async function finish(world: World, ending: Ending): Promise<ChaosReport> {
  const { screen, seconds, seed, replicas, wanted, person, requests, happened } = ending
  await continueAll(world)
  await clearKnobs(world.stack.sandbox)
  await person.rest()
  screen.step('the faults are over; waiting for quiet')
  await using bus = await openBus({
    url: world.ways.nats.restartable.server().url,
    service: 'chaos',
    logger: createLogger('chaos', 'error'),
  })
  const redisUrl = world.ways.redis.restartable.server().url
  const secondsToQuiet = await awaitQuiet({ bus, redisUrl, deskId: DESK_ID })
  // What the person decides last is not to fall between the parts of the evidence.
  await person[Symbol.asyncDispose]()
  await awaitQuiet({ bus, redisUrl, deskId: DESK_ID })
  const { evidence, violations } = await judge(world, { bus, happened, wanted })
  const met = ({ outcome }: Happened): boolean => outcome === 'hit'
  return {
    seconds,
    seed,
    replicas,
    executions: evidence.records.length,
    requests: requests.asked.size,
    unanswered: findUnanswered(requests, evidence),
    bets: evidence.bets.length,
    faults: countBy(happened.filter(met), ({ kind }) => kind),
    missed: countBy(
      happened.filter((one) => !met(one)),
      ({ kind }) => kind,
    ),
    outcomes: countBy(evidence.records, outcomeOf),
    escalations: evidence.links.filter(({ details }) => details['to'] === 'ESCALATED').length,
    halts: {
      HALT_NEW: countHalts(evidence, 'HALT_NEW'),
      HALT_ALL: countHalts(evidence, 'HALT_ALL'),
    },
    secondsToQuiet,
    violations: [...violations],
    schedule: [...happened],
  }
}

function findUnanswered({ asked, refused }: Requests, { records }: Evidence): string[] {
  const opened = new Set(records.map(({ execution }) => execution.id))
  return [...asked].filter((id) => !opened.has(id) && !refused.has(id))
}
