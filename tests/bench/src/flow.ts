/**
 * Owns the measured flow: the real service carries out one request, and the clock runs from the moment the request is in
 * its hands to the moment the executor has the permit of leg A. The time in which both slips are prepared is the
 * providers' and is taken out; everything else counts, the hop to the executor included.
 */
import { createExecution } from '@surefoot/execution'
import type { Bus } from '@surefoot/shared/bus'
import { execRequest, legPrepare } from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { openExecutor, type Executor } from './executor.ts'
import type { Stand } from './open-stand.ts'
import { DESK, findOpportunity } from './opportunity.ts'
import { createStopwatch, type Stopwatch } from './stopwatch.ts'

export interface Flow extends AsyncDisposable {
  readonly executor: Executor
  /** Carry out one request; its cost in milliseconds. */
  readonly run: () => Promise<number>
}

/** The execution in hand: one at a time. */
interface Present {
  stopwatch: Stopwatch
  end: PromiseWithResolvers<void>
}

export async function openFlow({ ports, executorBus }: Stand): Promise<Flow> {
  const present = begin()
  const executor = await openExecutor(executorBus, ({ role }) => {
    if (role === 'A') present.stopwatch.mark('permitted')
  })
  const bus = watchBus(ports.bus, present)
  // Without the watchdog: it would take the bare calls of the floor for an execution that was left behind.
  const service = await createExecution({ ...ports, bus }, { hasWatchdog: false })
  return {
    executor,
    run: async () => {
      Object.assign(present, begin())
      await ring(ports.bus)
      await present.end.promise
      return present.stopwatch.costMs()
    },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  }
}

function begin(): Present {
  return {
    stopwatch: createStopwatch(() => performance.now()),
    end: Promise.withResolvers<void>(),
  }
}

/** The service's bus, with a look at the clock where a request arrives and where slips are prepared. */
function watchBus(bus: Bus, present: Present): Bus {
  return {
    ...bus,
    work: (definition, handler, options) =>
      bus.work(
        definition,
        async (body) => {
          present.stopwatch.mark('received')
          await handler(body)
          present.end.resolve()
        },
        options,
      ),
    request: async (definition, body, options) => {
      if (definition.subject !== legPrepare.subject) return bus.request(definition, body, options)
      present.stopwatch.mark('prepareBegan')
      const reply = await bus.request(definition, body, options)
      present.stopwatch.mark('prepareEnded')
      return reply
    },
  }
}

async function ring(bus: Bus): Promise<void> {
  const executionId = randomUUID()
  const request = {
    deskId: DESK,
    executionId,
    opportunity: findOpportunity(executionId),
    venue: 'paper' as const,
    requestedBy: 'bench',
    expiresAt: Date.now() + 60_000,
  }
  await bus.enqueue(execRequest, request, { id: executionId })
}
