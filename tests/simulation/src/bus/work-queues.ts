/**
 * Owns the work queues, as JetStream has them: a message is stored, handed to one consumer at a time, handed out again
 * when its acknowledgement does not come, and gone once it does. An id that was stored lately is not stored again.
 */
import { ACK_WAIT_MS } from '@surefoot/shared/bus'
import type { FaultMix } from '../faults/mix.ts'
import type { Schedule } from '../time/schedule.ts'
import type { SimProcess } from '../time/sim-process.ts'

/** What a handler says of a message: done with, not to be handed out again, or nothing. */
export type Outcome = 'ack' | 'term' | 'silence'

export interface Consumer {
  readonly subject: string
  readonly process: SimProcess
  readonly concurrency: number
  readonly handle: (body: unknown) => Promise<Outcome>
}

export interface WorkQueues {
  /** Store a message, unless its id is known. Answers whether there is a queue to store it in. */
  readonly store: (message: Message) => boolean
  /** Take work until stopped, from a queue that is made if it is missing. */
  readonly consume: (consumer: Consumer) => () => void
  /** Everything stored is gone, and what was known of ids. Consumers find the queue made anew. */
  readonly erase: () => void
}

interface Message {
  readonly subject: string
  readonly id: string
  readonly body: unknown
}

interface Stored extends Message {
  /** In the hands of a consumer until then. */
  heldUntilMs: number
}

const DUPLICATE_WINDOW_MS = 120_000
/** From the server to a consumer that waits. */
const HAND_OUT_MS = 0.5
/** How long a listener takes to find that its queue was erased and to make it anew. */
const REOPEN_MS = 2500

interface Queues {
  readonly schedule: Schedule
  readonly faults: FaultMix
  readonly consumers: Map<Consumer, { inHand: number }>
  readonly messages: Set<Stored>
  /** From when on there is a queue for a subject: it is its consumer's to make. */
  readonly madeAtMs: Map<string, number>
  reopenedAtMs: number
}

export function createWorkQueues(schedule: Schedule, faults: FaultMix): WorkQueues {
  const messages = new Set<Stored>()
  const madeAtMs = new Map<string, number>()
  const queues: Queues = {
    schedule,
    faults,
    messages,
    madeAtMs,
    consumers: new Map(),
    reopenedAtMs: 0,
  }
  const knownUntilMs = new Map<string, number>()
  return {
    store: (message) => {
      if ((madeAtMs.get(message.subject) ?? Infinity) > schedule.nowMs()) return false
      const key = `${message.subject} ${message.id}`
      if ((knownUntilMs.get(key) ?? 0) > schedule.nowMs()) return true
      knownUntilMs.set(key, schedule.nowMs() + DUPLICATE_WINDOW_MS)
      messages.add({ ...message, heldUntilMs: 0 })
      handOutSoon(queues)
      return true
    },
    consume: (consumer) => {
      const leave = (): void => void queues.consumers.delete(consumer)
      queues.consumers.set(consumer, { inHand: 0 })
      madeAtMs.set(consumer.subject, schedule.nowMs())
      consumer.process.onDeath(leave)
      handOutSoon(queues)
      return leave
    },
    erase: () => {
      messages.clear()
      knownUntilMs.clear()
      madeAtMs.clear()
      queues.reopenedAtMs = schedule.nowMs() + REOPEN_MS
      for (const { subject } of queues.consumers.keys()) madeAtMs.set(subject, queues.reopenedAtMs)
    },
  }
}

function handOutSoon(queues: Queues): void {
  const { schedule, messages, consumers } = queues
  const afterMs = Math.max(HAND_OUT_MS, queues.reopenedAtMs - schedule.nowMs())
  schedule.plan({ afterMs, label: 'work is handed out', owner: null }, () => {
    for (const message of messages) {
      if (message.heldUntilMs > schedule.nowMs()) continue
      const taker = [...consumers].find(
        ([one, { inHand }]) => one.subject === message.subject && inHand < one.concurrency,
      )
      if (taker !== undefined) handTo(queues, taker[0], message)
    }
  })
}

function handTo(queues: Queues, consumer: Consumer, message: Stored): void {
  const { process, handle, subject } = consumer
  const load = queues.consumers.get(consumer) ?? { inHand: 0 }
  const work = { isGoingOn: true }
  load.inHand += 1
  const end = (outcome: Outcome): void => {
    work.isGoingOn = false
    load.inHand -= 1
    process.say(() => {
      const isHeard = outcome !== 'silence' && !queues.faults.strikes('ack_lost')
      if (isHeard) queues.messages.delete(message)
      handOutSoon(queues)
    })
  }
  process.later({ afterMs: HAND_OUT_MS, label: `works on ${subject}` }, () => {
    void handle(message.body).then(end)
  })
  keepWhileHeard(queues, message, () => {
    const isFrozen = process.frozenUntilMs() > queues.schedule.nowMs()
    return work.isGoingOn && process.isAlive() && !isFrozen
  })
}

/** While its consumer says that it is at work, a message is not handed to another. */
function keepWhileHeard(queues: Queues, message: Stored, isHeard: () => boolean): void {
  const { schedule, messages } = queues
  message.heldUntilMs = schedule.nowMs() + ACK_WAIT_MS
  schedule.plan({ afterMs: ACK_WAIT_MS, label: 'work is looked for', owner: null }, () => {
    if (!messages.has(message)) return
    if (isHeard()) keepWhileHeard(queues, message, isHeard)
    else handOutSoon(queues)
  })
}
