import type { LegPlan } from '@surefoot/shared'
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { createBookmakers, type Bookmakers } from './bookmaker.ts'
import type { Fault, ProcessName } from './fault.ts'
import { createMortality, type Mortality } from './mortality.ts'
import type { Person } from './person.ts'
import type { Process } from './process.ts'
import type { Scenario } from './scenario.ts'
import { EXECUTOR_RESTART_MS, PAUSE_MS } from './settings.ts'
import { startExecution } from './start-execution.ts'
import { startExecutor } from './start-executor.ts'
import { startHedge } from './start-hedge.ts'
import type { World } from './world.ts'

export interface DeskOptions {
  readonly world: World
  readonly person: Person
  readonly scenario: Scenario
  readonly fault: Fault | null
}

/** A desk that may trade, with its bookmakers and a process of each service. */
export interface Desk extends AsyncDisposable {
  readonly deskId: string
  readonly bookmakers: Bookmakers
  readonly mortalities: Readonly<Record<ProcessName, Mortality>>
  /** Settles when no process has anything in hand; one that hangs has. Throws if a successor does not come up. */
  readonly untilIdle: () => Promise<void>
}

/** Throws if its accounts cannot be opened. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { world, person, scenario, fault } = options
  const deskId = `c-${randomUUID().slice(0, 23)}`
  const bookmakers = createBookmakers(scenario)
  const mortalities = createMortalities(fault)
  const processes: Process[] = []
  const onClick = async ({ role }: LegPlan): Promise<void> => {
    if (role === scenario.haltedAt) await person.control(deskId, { trading: 'HALT_ALL' })
  }
  const openExecutor = async (mortality: Mortality): Promise<void> => {
    const executor = await startExecutor({ world, deskId, mortality, bookmakers, onClick })
    processes.push(executor)
    await executor.open()
  }
  await person.control(deskId, { trading: 'RUN', venue: 'live' })
  await openExecutor(mortalities.executor)
  processes.push(
    await startExecution({ world, deskId, mortality: mortalities.execution }),
    await startHedge({ world, deskId, mortality: mortalities.hedge }),
  )
  // The accounts are opened again when their executor has fallen and its lease is about to run out.
  const succession = mortalities.executor.fallen
    .then(() => delay(EXECUTOR_RESTART_MS))
    .then(() => openExecutor(createMortality({ fault: null, pauseMs: 0 })))
  // Who waits for the desk is told.
  succession.catch(() => undefined)
  return {
    deskId,
    bookmakers,
    mortalities,
    untilIdle: async () => {
      if (mortalities.executor.hasFallen()) await succession
      await Promise.all(processes.map((process) => process.untilIdle()))
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(processes.map((process) => process[Symbol.asyncDispose]()))
    },
  }
}

function createMortalities(fault: Fault | null): Record<ProcessName, Mortality> {
  const create = (name: ProcessName): Mortality =>
    createMortality({ fault: fault?.process === name ? fault : null, pauseMs: PAUSE_MS })
  return { execution: create('execution'), hedge: create('hedge'), executor: create('executor') }
}
