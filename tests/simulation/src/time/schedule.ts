/**
 * Owns virtual time. Nothing happens but events, one after another in an order that the seed decides.
 *
 * 1. Between two events every promise that can go on has gone on.
 * 2. An event of a process that is dead does not happen; one of a process that is frozen happens when it is thawed.
 * 3. No real timer is used, and no real clock is read.
 */
import { createEventHeap, type EventHeap, type Happening } from './event-heap.ts'

/** Whose code an event runs. */
export interface Owner {
  readonly name: string
  readonly isAlive: () => boolean
  readonly frozenUntilMs: () => number
}

export interface Planned {
  readonly afterMs: number
  readonly label: string
  /** Null: the world's own. */
  readonly owner: Owner | null
  /** The code that goes on uses a scheduler of its own, such as setImmediate: it is waited for. */
  readonly isForeign?: boolean
}

export type Cancel = () => void

/** Told of each event before it happens. */
export type Watch = (line: string) => void

export interface Schedule {
  /** Virtual milliseconds since the start; fractions count. */
  readonly nowMs: () => number
  readonly plan: (planned: Planned, run: () => void) => Cancel
  /** Let everything happen until an instant, which it then is. Rejects with the first error that an event throws. */
  readonly runUntil: (untilMs: number) => Promise<void>
}

interface Event extends Happening, Pick<Planned, 'label' | 'owner' | 'isForeign'> {
  readonly run: () => void
  /** Kept when the event is put off. */
  readonly ticket: { isCancelled: boolean }
}

/** Turns of the real event loop that a foreign scheduler may take: more than the lock's library is known to. */
const FOREIGN_TURNS = 4

export function createSchedule(watch: Watch): Schedule {
  const heap = createEventHeap<Event>()
  let nowMs = 0
  let sequence = 0
  const step = (untilMs: number): Event | undefined => {
    const event = takeNext(heap, untilMs)
    if (event === undefined) {
      nowMs = Math.max(nowMs, untilMs)
      return undefined
    }
    nowMs = event.atMs
    watch(`${nowMs.toFixed(1)} ${event.owner?.name ?? 'world'}: ${event.label}`)
    event.run()
    return event
  }
  return {
    nowMs: () => nowMs,
    plan: ({ afterMs, ...planned }, run) => {
      const ticket = { isCancelled: false }
      sequence += 1
      heap.push({ ...planned, atMs: nowMs + Math.max(0, afterMs), sequence, run, ticket })
      return () => {
        ticket.isCancelled = true
      }
    },
    runUntil: (untilMs) =>
      new Promise((resolve, reject) => {
        const goOn = (): void => {
          try {
            const event = step(untilMs)
            if (event === undefined) resolve()
            else afterPromises(event.isForeign === true ? FOREIGN_TURNS : 0, goOn)
          } catch (error) {
            reject(error)
          }
        }
        afterPromises(0, goOn)
      }),
  }
}

/** The next event that may happen; those of a frozen process are put off on the way. Undefined: none until then. */
function takeNext(heap: EventHeap<Event>, untilMs: number): Event | undefined {
  for (;;) {
    const first = heap.peek()
    if (first === undefined || first.atMs > untilMs) return undefined
    const event = heap.pop()
    if (event === undefined || event.ticket.isCancelled) continue
    if (event.owner?.isAlive() === false) continue
    const thawedAtMs = event.owner?.frozenUntilMs() ?? 0
    if (thawedAtMs <= event.atMs) return event
    heap.push({ ...event, atMs: thawedAtMs })
  }
}

/**
 * Goes on when every promise that can go on has. Node takes the ticks that a promise's reaction asks for only when no
 * reaction is left; a tick that a tick asks for would come before them.
 */
function afterPromises(turns: number, then: () => void): void {
  if (turns === 0) queueMicrotask(() => process.nextTick(then))
  else setImmediate(() => afterPromises(turns - 1, then))
}
