import { subjectFor, systemLog, type Bus, type Stoppable } from '@surefoot/shared'
import type { FaultMix } from '../faults/mix.ts'
import { epochMs } from '../time/clock.ts'
import type { Schedule } from '../time/schedule.ts'
import type { SimProcess } from '../time/sim-process.ts'
import { answerOne, readReply, workOn, writeLetter } from './letters.ts'
import { enqueue } from './enqueue.ts'
import type { Network } from './network.ts'
import type { WorkQueues } from './work-queues.ts'

export interface BusParts {
  readonly schedule: Schedule
  readonly network: Network
  readonly queues: WorkQueues
  readonly faults: FaultMix
}

export interface BusOwner {
  readonly process: SimProcess
  /** Queue group: instances of one service share its work. */
  readonly service: string
}

const CONCURRENCY = 8

/**
 * The bus as a process has it. Bodies are checked, and copied, by their schemas wherever the real bus does it; here one
 * that does not fit is our own fault, and ends the simulation.
 */
export function createBus(parts: BusParts, owner: BusOwner): Bus {
  const { network, queues, schedule } = parts
  const { process, service } = owner
  const publish: Bus['publish'] = (definition, body) =>
    network.publish(process, writeLetter(definition, body))
  const serve: Bus['serve'] = async (definition, handler, { scope = {}, instance } = {}) => {
    const running = new Set<Promise<void>>()
    const pattern = subjectFor(definition, scope)
    const leave = network.listen({
      pattern,
      process,
      queue: instance === undefined ? service : `${service}.${instance}`,
      take: (letter, answer) => {
        if (letter.isLate()) return
        const body = definition.body.parse(letter.body)
        const one = answerOne(handler, { body, answer, process })
        running.add(one)
        void one.finally(() => running.delete(one))
      },
    })
    return stopping(leave, () => Promise.all(running))
  }
  const subscribe: Bus['subscribe'] = async (definition, handler, options = {}) => {
    const { scope = {}, isShared = false } = options
    const pattern = subjectFor(definition, scope)
    let last = Promise.resolve()
    const leave = network.listen({
      pattern,
      process,
      queue: isShared ? service : null,
      take: ({ body }) => {
        const parsed = definition.body.parse(body)
        // One at a time; one that throws does not keep the next from its turn.
        last = last.then(async () => handler(parsed)).catch(() => undefined)
      },
    })
    return stopping(leave, () => last)
  }
  const work: Bus['work'] = async (definition, handler, { concurrency = CONCURRENCY } = {}) => {
    const handle = (body: unknown) => workOn(handler, definition.body.parse(body))
    const { subject } = definition
    return stopping(queues.consume({ subject, process, concurrency, handle }), async () => {})
  }
  return {
    publish,
    serve,
    subscribe,
    work,
    request: async (definition, body, { deadlineMs }) =>
      readReply(
        definition,
        await network.request(process, writeLetter(definition, body), deadlineMs),
      ),
    enqueue: ({ subject, body: schema }, body, { id }) =>
      enqueue(parts, process, { subject, id, body: schema.parse(body) }),
    log: (entry) =>
      publish(systemLog, { ...entry, service, at: new Date(epochMs(schedule)).toISOString() }),
    isConnected: () => true,
    [Symbol.asyncDispose]: async () => undefined,
  }
}

/** What is in hand is waited for. */
function stopping(leave: () => void, ended: () => Promise<unknown>): Stoppable {
  return {
    stop: async () => {
      leave()
      await ended()
    },
  }
}
