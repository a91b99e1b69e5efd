import { createBrowserExecutor, type LaunchBrowser } from '@surefoot/browser-executor'
import { createExecution, createPorts } from '@surefoot/execution'
import { createHedge } from '@surefoot/hedge'
import { createLedger, createReadTerms } from '@surefoot/ledger-client'
import { ACCOUNTS, type Account } from '@surefoot/shared/messages'
import { createLogger, demandLedgerMs } from '@surefoot/shared/runtime'
import { createSimBrowser, type SimBrowser } from '../books/sim-browser.ts'
import { createBus } from '../bus/sim-bus.ts'
import { serveLedger } from '../ledger/serve-ledger.ts'
import { SimRedis } from '../redis/sim-redis.ts'
import { createClock } from '../time/clock.ts'
import type { SimProcess } from '../time/sim-process.ts'
import { createHost, type Host } from './host.ts'
import { EXECUTION_SETTINGS, HEDGE_SETTINGS } from './settings.ts'
import type { World } from './world.ts'

const logger = createLogger('simulation', 'silent')

/** As often as the audit service asks whether Postgres replies. */
const CLOCK_EVERY_MS = 1000

/** Who lives in a world. */
export interface Residents {
  readonly ledger: Host
  readonly execution: readonly Host[]
  readonly hedge: readonly Host[]
  readonly executor: readonly Host[]
  /** The browsers that are open, or were. */
  readonly browsers: readonly SimBrowser[]
}

/** The real services, each on hosts of its own, and the model of the ledger. Some seeds have two of a service. */
export function settle(world: World): Residents {
  const random = world.random.fork('hosts')
  const browsers: SimBrowser[] = []
  const host = (name: string, begin: (process: SimProcess) => Promise<void>): Host =>
    createHost({ schedule: world.schedule, random, name, begin })
  const hosts = (name: string, count: number, begin: (process: SimProcess) => Promise<void>) =>
    Array.from({ length: count }, (_, index) => host(`${name}-${index + 1}`, begin))
  const residents = {
    ledger: host('ledger', (process) => beginLedger(world, process)),
    execution: hosts('execution', random.between(1, 2), (each) => beginExecution(world, each)),
    hedge: hosts('hedge', random.between(1, 2), (each) => beginHedge(world, each)),
    executor: ACCOUNTS.flatMap((account) =>
      hosts(`executor-${account}`, 2, (process) =>
        beginExecutor(world, { process, account, browsers }),
      ),
    ),
    browsers,
  }
  for (const each of [
    residents.ledger,
    ...residents.execution,
    ...residents.hedge,
    ...residents.executor,
  ])
    each.start()
  return residents
}

async function beginLedger(world: World, process: SimProcess): Promise<void> {
  const bus = createBus(world, { process, service: 'audit' })
  const { ledgerClock } = bus
  // The model's clock is the database's.
  const noteClock = (): void => ledgerClock.begin()({ ledgerMs: world.ledger.nowMs(), errorMs: 1 })
  noteClock()
  createClock(world.schedule, process).every(CLOCK_EVERY_MS, noteClock)
  await serveLedger(bus, world.ledger, world.contracts)
}

async function beginExecution(world: World, process: SimProcess): Promise<void> {
  const { schedule, faults } = world
  const ports = createPorts({
    bus: createBus(world, { process, service: 'execution' }),
    redis: new SimRedis({ schedule, faults, process, store: world.redis }),
    logger,
    clock: createClock(schedule, process),
    stopping: new AbortController().signal,
    instanceId: process.name,
    settings: EXECUTION_SETTINGS,
  })
  await createExecution(ports, { hasWatchdog: true })
}

async function beginHedge(world: World, process: SimProcess): Promise<void> {
  const bus = createBus(world, { process, service: 'hedge' })
  const ports = {
    bus,
    ledger: createLedger(bus),
    readTerms: createReadTerms(bus),
    epochMs: () => demandLedgerMs(bus.ledgerClock),
    every: createClock(world.schedule, process).every,
    logger,
    settings: HEDGE_SETTINGS,
    instanceId: process.name,
  }
  await createHedge(ports, { asksLedger: true })
}

interface ExecutorHost {
  readonly process: SimProcess
  readonly account: Account
  readonly browsers: SimBrowser[]
}

async function beginExecutor(
  world: World,
  { process, account, browsers }: ExecutorHost,
): Promise<void> {
  const random = world.random.fork(process.name)
  const launch: LaunchBrowser = async ({ id, url }) => {
    const bookmaker = world.bookmakers[id.account]
    const parts = { schedule: world.schedule, process, bookmaker, origin: url.origin }
    const browser = createSimBrowser(parts)
    browsers.push(browser)
    return browser
  }
  await createBrowserExecutor({
    bus: createBus(world, { process, service: 'browser-executor' }),
    logger,
    clock: createClock(world.schedule, process),
    newId: random.uuid,
    newToken: () => 'token',
    launch,
    configuredOrigins: [],
    executorId: process.name,
    serves: { account },
  })
}
