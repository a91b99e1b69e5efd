export interface FeedEvent {
  readonly id: number
  readonly name: string
  readonly data: unknown
}

export type Replay =
  | { readonly isPruned: false; readonly events: readonly FeedEvent[] }
  | { readonly isPruned: true }

export interface EventRing {
  readonly append: (name: string, data: unknown) => FeedEvent
  /** Every event after `lastId`, or the word that some of them are gone. */
  readonly since: (lastId: number) => Replay
  /** Id of the latest event; one less than `firstId` before there is any. */
  readonly lastId: () => number
}

export interface EventRingOptions {
  readonly capacity: number
  readonly firstId: number
}

/** The latest events, in order, for readers that come back. */
export function createEventRing({ capacity, firstId }: EventRingOptions): EventRing {
  const events: FeedEvent[] = []
  let lastId = firstId - 1
  return {
    append: (name, data) => {
      lastId += 1
      const event = { id: lastId, name, data }
      events.push(event)
      if (events.length > capacity) events.shift()
      return event
    },
    since: (readId) => {
      const missed = lastId - readId
      const isKnown = Number.isInteger(readId) && missed >= 0 && missed <= events.length
      return isKnown
        ? { isPruned: false, events: events.slice(events.length - missed) }
        : { isPruned: true }
    },
    lastId: () => lastId,
  }
}
