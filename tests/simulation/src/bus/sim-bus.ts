import { subjectFor, type Bus, type Stoppable } from '@surefoot/shared/bus'
import { systemLog } from '@surefoot/shared/messages'
import { createLedgerClock, type LedgerClock } from '@surefoot/shared/runtime'
import type { SimProcess } from '../time/sim-process.ts'
import type { BusParts } from './bus-parts.ts'
import { answerOne, readReply, workOn, writeLetter } from './letters.ts'
import { enqueue } from './enqueue.ts'
import type { Network } from './network.ts'

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
  const ledgerClock = createLedgerClock({ wallMs: process.wallMs, monotonicMs: schedule.nowMs })
  const publish: Bus['publish'] = (definition, body) =>
    network.publish(process, writeLetter(definition, body))
  const serve: Bus['serve'] = async (definition, handler, { scope = {}, instance, clock } = {}) => {
    const running = new Set<Promise<void>>()
    const pattern = subjectFor(definition, scope)
    const leave = network.listen({
      pattern,
      process,
      queue: instance === undefined ? service : `${service}.${instance}`,
      take: (letter, answer) => {
        if (letter.isLate()) return
        const body = definition.body.parse(letter.body)
        const one = answerOne(handler, { body, answer, process, clock })
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
    request: createRequest(network, process, ledgerClock),
    enqueue: ({ subject, body: schema }, body, { id }) =>
      enqueue(parts, process, { subject, id, body: schema.parse(body) }),
    log: (entry) =>
      publish(systemLog, { ...entry, service, at: new Date(process.wallMs()).toISOString() }),
    ledgerClock,
    isConnected: () => true,
    [Symbol.asyncDispose]: async () => undefined,
  }
}

/** A reply of the ledger's states its clock. */
function createRequest(
  network: Network,
  process: SimProcess,
  ledgerClock: LedgerClock,
): Bus['request'] {
  return async (definition, body, { deadlineMs }) => {
    const noteClock = ledgerClock.begin()
    const letter = writeLetter(definition, body)
    const answer = await network.request(process, letter, deadlineMs)
    if (answer.stamp !== null) noteClock(answer.stamp)
    return readReply(definition, answer.reply)
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
