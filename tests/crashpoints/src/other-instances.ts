/**
 * The second instance of each service, for all desks: what a supervisor or a replica gives an operator. It takes over what
 * the process of a case has left, and nothing ever happens to it.
 */
import { createExecution, createPorts, systemClock } from '@surefoot/execution'
import { createHedge } from '@surefoot/hedge'
import { createLedger, createReadTerms } from '@surefoot/ledger-client'
import type { Bus } from '@surefoot/shared/bus'
import { demandLedgerMs, every } from '@surefoot/shared/runtime'
import { randomUUID } from 'node:crypto'
import type { Doorbells } from './doorbells.ts'
import { EXECUTION_SETTINGS, HEDGE_SETTINGS } from './settings.ts'
import type { World } from './world.ts'

export interface OtherInstances extends AsyncDisposable {
  /** Another execution service takes the place of the one before, which forgets the desks that it has looked after. */
  readonly renew: () => Promise<void>
}

export async function openOtherInstances(world: World): Promise<OtherInstances> {
  await using stack = new AsyncDisposableStack()
  const hedge = await startHedge(world)
  stack.defer(() => hedge.stop())
  let execution = await startExecution(world)
  stack.defer(() => execution[Symbol.asyncDispose]())
  const leaving: PromiseLike<void>[] = []
  stack.defer(async () => void (await Promise.all(leaving)))
  const owned = stack.move()
  return {
    renew: async () => {
      const before = execution
      execution = await startExecution(world)
      leaving.push(before[Symbol.asyncDispose]())
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function startExecution({
  buses,
  doorbells,
  logger,
  redis,
}: World): Promise<AsyncDisposable> {
  const ports = createPorts({
    bus: createSharedBus(buses.execution, doorbells),
    redis,
    logger,
    clock: systemClock,
    stopping: new AbortController().signal,
    instanceId: randomUUID(),
    settings: EXECUTION_SETTINGS,
  })
  return createExecution(ports, { hasWatchdog: true })
}

function startHedge({ buses, doorbells, logger }: World) {
  const bus = createSharedBus(buses.hedge, doorbells)
  return createHedge(
    {
      bus,
      ledger: createLedger(bus),
      readTerms: createReadTerms(bus),
      epochMs: () => demandLedgerMs(bus.ledgerClock),
      every,
      logger,
      settings: HEDGE_SETTINGS,
      instanceId: randomUUID(),
    },
    { asksLedger: true },
  )
}

/** The bus, with the work that the processes of the cases have left. */
function createSharedBus(bus: Bus, doorbells: Doorbells): Bus {
  return {
    ...bus,
    work: async (definition, handler) => {
      const taking = doorbells.take(definition, null, async (body) =>
        handler(definition.body.parse(body)).then(
          () => 'done',
          () => 'gone',
        ),
      )
      return { stop: async () => taking[Symbol.dispose]() }
    },
  }
}
