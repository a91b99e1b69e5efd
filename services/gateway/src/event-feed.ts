import { randomBytes } from 'node:crypto'
import { createEventRing, type FeedEvent } from './event-ring.ts'

export type FeedListener = (event: FeedEvent) => void

export interface EventFeed {
  /** Names this feed in the positions that it gives: another process counts otherwise. */
  readonly id: string
  /** Something happened: it gets an id of its own and is kept for who comes back. */
  readonly send: (name: string, data: unknown) => void
  /**
   * This is so now: `read` is asked at once, and again for who begins to listen later, so that nobody is shown the past. It goes
   * by the id of the event before it; nothing is sent while `read` gives undefined.
   */
  readonly show: (name: string, read: () => unknown) => void
  /**
   * Hear what happened after `lastId` (or `pruned`, if that is gone), what is shown, and then everything. Returns how
   * to stop.
   */
  readonly listen: (lastId: number | null, listener: FeedListener) => () => void
}

const KEPT_EVENTS = 2000

/** Events to every open console. */
export function createEventFeed(): EventFeed {
  const ring = createEventRing({ capacity: KEPT_EVENTS, firstId: 1 })
  const shown = new Map<string, () => unknown>()
  const listeners = new Set<FeedListener>()
  const tell = (event: FeedEvent): void => {
    for (const listener of listeners) listener(event)
  }
  return {
    id: randomBytes(6).toString('hex'),
    send: (name, data) => tell(ring.append(name, data)),
    show: (name, read) => {
      shown.set(name, read)
      const data = read()
      if (data !== undefined) tell({ id: ring.lastId(), name, data })
    },
    listen: (lastId, listener) => {
      const replay = lastId === null ? undefined : ring.since(lastId)
      if (replay?.isPruned) listener({ id: ring.lastId(), name: 'pruned', data: {} })
      if (replay?.isPruned === false) replay.events.forEach(listener)
      for (const [name, read] of shown) {
        const data = read()
        if (data !== undefined) listener({ id: ring.lastId(), name, data })
      }
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
