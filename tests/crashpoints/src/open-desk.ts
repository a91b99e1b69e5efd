import { ACCOUNTS, type Account, type LegPlan } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { createBookmakers, type Bookmakers } from './bookmaker.ts'
import type { Fault, ProcessName } from './fault.ts'
import { createMortality, type Mortality } from './mortality.ts'
import type { Person } from './person.ts'
import type { Process } from './process.ts'
import { placeOf, type Scenario } from './scenario.ts'
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
  /** Of each process: a service has one, the executor one an account. */
  readonly mortalities: Readonly<Record<ProcessName, readonly Mortality[]>>
  /** What was said, in its order, also across the executors of both accounts. */
  readonly words: Readonly<Record<ProcessName, readonly string[]>>
  /** Settles when no process has anything in hand; one that hangs has. Throws if a successor does not come up. */
  readonly untilIdle: () => Promise<void>
}

/** Throws if its accounts cannot be opened. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { world, person, scenario, fault } = options
  const deskId = `c-${randomUUID().slice(0, 23)}`
  const bookmakers = createBookmakers(scenario)
  const words: Record<ProcessName, string[]> = { execution: [], hedge: [], executor: [] }
  const create = (name: ProcessName): Mortality =>
    createMortality({
      fault: fault?.process === name ? fault : null,
      pauseMs: PAUSE_MS,
      onWord: (word) => words[name].push(word),
    })
  const [execution, hedge] = [create('execution'), create('hedge')]
  const executors = { A: create('executor'), B: create('executor') }
  const processes: Process[] = []
  const onClick = async (plan: LegPlan): Promise<void> => {
    if (placeOf(plan) === scenario.haltedAt) await person.control(deskId, { trading: 'HALT_ALL' })
  }
  const openExecutor = async (account: Account, mortality: Mortality): Promise<void> => {
    const about = { world, deskId, account, mortality, bookmakers, onClick }
    const executor = await startExecutor(about)
    processes.push(executor)
    await executor.open()
  }
  await person.control(deskId, { trading: 'RUN', venue: 'live' })
  await Promise.all(ACCOUNTS.map((account) => openExecutor(account, executors[account])))
  processes.push(
    await startExecution({ world, deskId, mortality: execution }),
    await startHedge({ world, deskId, mortality: hedge }),
  )
  // An account is opened again when its executor has fallen and its lease is about to run out.
  const successions = ACCOUNTS.map((account) => {
    const succession = executors[account].fallen
      .then(() => delay(EXECUTOR_RESTART_MS))
      .then(() => openExecutor(account, createMortality({ fault: null, pauseMs: 0 })))
    // Who waits for the desk is told.
    succession.catch(() => undefined)
    return { hasBegun: executors[account].hasFallen, succession }
  })
  return {
    deskId,
    bookmakers,
    mortalities: { execution: [execution], hedge: [hedge], executor: [executors.A, executors.B] },
    words,
    untilIdle: async () => {
      for (const { hasBegun, succession } of successions) if (hasBegun()) await succession
      await Promise.all(processes.map((process) => process.untilIdle()))
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(processes.map((process) => process[Symbol.asyncDispose]()))
    },
  }
}
