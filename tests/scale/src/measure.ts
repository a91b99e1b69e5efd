/** Owns one measurement: so many desks, idle, then each at its own times, then as fast as they can; then the verdict. */
import { cpus } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { boundOf } from './bound-of.ts'
import { ratesBetween, read, readMemory, type Rates } from './costs.ts'
import { judge } from './judge.ts'
import { closedLoop, openLoop, PATIENCE_MS, type Load } from './load.ts'
import { openDesks } from './open-desks.ts'
import type { Measurement } from './report.ts'
import { openRequests, type Requests } from './requests.ts'
import { intervalOf } from './settings.ts'
import { summarisePhase, type Stretch } from './summarise-phase.ts'
import { until } from './until.ts'
import { openWorkers } from './workers.ts'
import { openWorld, type World } from './world.ts'

export interface MeasureOptions {
  readonly desks: number
  readonly seconds: number
  readonly instances: number
  readonly everySeconds: number
  readonly browserMs: number
  readonly say: (line: string) => void
}

/** Until the code is compiled, the pools are filled and the desks are spread. */
const WARM_UP_PART = 0.25
/** Longer than a request of the closed loop lives and the watchdog then takes to close what was left open. */
const DRAINED_WITHIN_MS = PATIENCE_MS + 60_000

export async function measure(options: MeasureOptions): Promise<Measurement> {
  const { desks, instances, everySeconds, browserMs } = options
  await using world = await openWorld({ desks, instances, browserMs })
  const deskIds = await openDesks(world, desks)
  options.say(`${desks} desks: open`)
  const intervalMs = intervalOf(desks, everySeconds)
  const { idle, asUsual, atMost, memoryMb, unanswered } = await observeAll(world, {
    ...options,
    deskIds,
    intervalMs,
  })
  // Without the workers' questions: a full machine would go on being full.
  const { records, bets, violations } = await judge(world, deskIds, 2)
  const openPhase = await summarisePhase(asUsual, records)
  return {
    desks,
    intervalMs,
    idle: {
      cores: idle.cores,
      otherCores: idle.otherCores,
      commitsPerSecond: idle.commits,
      redisCommandsPerSecond: idle.redisCommands,
    },
    openLoop: openPhase,
    perExecution: costOf(idle, asUsual.rates, openPhase.donePerSecond),
    closedLoop: {
      ...(await summarisePhase(atMost, records)),
      bound: boundOf({
        ...atMost.rates,
        processes: world.processes,
        machineCores: cpus().length,
      }),
    },
    memoryMb,
    unanswered,
    errorsLogged: await world.log.count(),
    bets,
    violations,
  }
}

interface Observing extends Pick<MeasureOptions, 'desks' | 'seconds' | 'say'> {
  readonly deskIds: readonly string[]
  readonly intervalMs: number
}

interface Observed extends Pick<Measurement, 'memoryMb' | 'unanswered'> {
  readonly idle: Rates
  readonly asUsual: Stretch
  readonly atMost: Stretch
}

/** Look at the world idle, at its usual work, and at the most it can do. */
async function observeAll(
  world: World,
  { desks, seconds, say, deskIds, intervalMs }: Observing,
): Promise<Observed> {
  await using workers = await openWorkers(world.bus, deskIds)
  await using requests = await openRequests(world.bus)
  const idle = await stretchOf(world, seconds / 2)
  const asUsual = await underLoad({ world, requests, seconds }, () =>
    openLoop(requests, deskIds, intervalMs),
  )
  say(`${desks} desks: ${requests.all().length} executions asked for`)
  const atMost = await underLoad({ world, requests, seconds: seconds / 2 }, () =>
    closedLoop(requests, deskIds),
  )
  say(`${desks} desks: ${requests.all().length} executions with the closed loop`)
  const memoryMb = await readMemory(world)
  return { idle, asUsual, atMost, memoryMb, unanswered: workers.unanswered() }
}

async function stretchOf(world: World, seconds: number): Promise<Rates> {
  const before = await read(world)
  await delay(seconds * 1000)
  return ratesBetween(before, await read(world))
}

interface Loading {
  readonly world: World
  readonly requests: Requests
  readonly seconds: number
}

/** Warm up, look for so many seconds, then wait until all that was asked for has ended. */
async function underLoad(
  { world, requests, seconds }: Loading,
  begin: () => Load,
): Promise<Stretch> {
  const { asked, rates } = await loaded({ world, requests, seconds }, begin)
  const drained = until('every request has ended', DRAINED_WITHIN_MS, () => requests.open() === 0)
  await drained.catch(() => requests.giveUp())
  return { asked, rates }
}

async function loaded({ world, requests, seconds }: Loading, begin: () => Load): Promise<Stretch> {
  await using load = begin()
  void load
  await delay(seconds * WARM_UP_PART * 1000)
  const from = requests.all().length
  const rates = await stretchOf(world, seconds)
  return { asked: requests.all().slice(from), rates }
}

function costOf(idle: Rates, used: Rates, perSecond: number): Measurement['perExecution'] {
  if (perSecond === 0) return null
  return {
    cpuMs: Object.fromEntries(
      Object.entries(used.cores).map(([name, cores]) => [
        name,
        (1000 * (cores - (idle.cores[name] ?? 0))) / perSecond,
      ]),
    ),
    commits: (used.commits - idle.commits) / perSecond,
    redisCommands: (used.redisCommands - idle.redisCommands) / perSecond,
  }
}
