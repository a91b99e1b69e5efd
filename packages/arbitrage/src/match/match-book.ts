/**
 * Owns which events of different providers are the same match.
 *
 * 1. Two events are one match only if each is the other's choice (`choose-counterpart.ts`). A rival of either that comes
 *    later undoes it: `find` reads the events that are listed now.
 * 2. Which events are one match depends on the events in the book, not on the order in which they came.
 * 3. An identity once given holds while no second candidate appears, though names or start of its events change.
 */
import { chooseCounterpart } from './choose-counterpart.ts'
import {
  compareEvents,
  readEvent,
  START_TOLERANCE_MS,
  type Comparison,
  type MatchEvent,
  type ReadEvent,
} from './compare-events.ts'
import { createMatchIds } from './match-ids.ts'

export interface MatchIdentity {
  readonly matchId: string
  /** The event that names the match: of the provider that sorts first, whichever came first. */
  readonly named: MatchEvent
  /** The same match at the other provider. */
  readonly counterpart: MatchEvent
  /** Whether home and away of the event asked about are away and home of `named`. */
  readonly isSwapped: boolean
}

export interface MatchBook {
  /** Adds an event, or changes one; answers whether the book has changed. An event it knows costs one comparison. */
  put(event: MatchEvent): boolean
  remove(providerId: string, eventId: string): void
  find(providerId: string, eventId: string): MatchIdentity | undefined
}

interface Entry {
  readonly read: ReadEvent
  readonly key: string
  readonly slot: string
  /** What the match is called if this event names it. */
  readonly matchId: string
  /** Events at other providers that may be the same match or compete for it: compared once, when the later one came. */
  readonly candidates: Map<Entry, Comparison>
  /** What was chosen in a state of the book. */
  choice: { readonly state: number; readonly identity: MatchIdentity | undefined } | undefined
}

export function createMatchBook(): MatchBook {
  const entries = new Map<string, Entry>()
  const slots = createSlots()
  const ids = createMatchIds()
  /** Counts changes, so that a quote of an unchanged book costs no comparison of candidates. */
  let state = 0

  function put(event: MatchEvent): boolean {
    const key = keyOf(event.providerId, event.eventId)
    const known = entries.get(key)
    if (known !== undefined && isUnchanged(known.read.event, event)) return false
    if (known !== undefined) detach(known)
    const matchId = ids.take(event)
    attach({
      read: readEvent(event),
      key,
      slot: slotOf(event),
      matchId,
      candidates: new Map(),
      choice: undefined,
    })
    return true
  }

  function attach(entry: Entry): void {
    state += 1
    entries.set(entry.key, entry)
    for (const other of slots.nearby(entry)) {
      const comparison = compareEvents(entry.read, other.read)
      if (comparison === undefined) continue
      entry.candidates.set(other, comparison)
      other.candidates.set(entry, comparison)
    }
    slots.add(entry)
  }

  function detach(entry: Entry): void {
    state += 1
    entries.delete(entry.key)
    ids.release(entry.read.event)
    for (const other of entry.candidates.keys()) other.candidates.delete(entry)
    slots.remove(entry)
  }

  return {
    put,
    remove(providerId, eventId) {
      const entry = entries.get(keyOf(providerId, eventId))
      if (entry !== undefined) detach(entry)
    },
    find(providerId, eventId) {
      const entry = entries.get(keyOf(providerId, eventId))
      if (entry === undefined) return undefined
      if (entry.choice?.state !== state) entry.choice = { state, identity: identityOf(entry) }
      return entry.choice.identity
    },
  }
}

interface Slots {
  readonly add: (entry: Entry) => void
  readonly remove: (entry: Entry) => void
  /** Events of other providers in the same sport that start about then. */
  readonly nearby: (entry: Entry) => Entry[]
}

/** So that an event is compared with those of its evening's half hours, not with all. */
function createSlots(): Slots {
  const slots = new Map<string, Set<Entry>>()
  return {
    add: (entry) => {
      const slot = slots.get(entry.slot) ?? new Set()
      slots.set(entry.slot, slot.add(entry))
    },
    remove: (entry) => {
      const slot = slots.get(entry.slot)
      slot?.delete(entry)
      if (slot?.size === 0) slots.delete(entry.slot)
    },
    nearby: ({ read: { event, startMs } }) => {
      const index = slotIndex(startMs)
      const around = [index - 1, index, index + 1].map(
        (at) => slots.get(`${event.sport}|${at}`) ?? new Set<Entry>(),
      )
      return around.flatMap((slot) =>
        [...slot].filter((other) => other.read.event.providerId !== event.providerId),
      )
    },
  }
}

function identityOf(entry: Entry): MatchIdentity | undefined {
  const chosen = chooseCounterpart(entry)
  if (chosen === undefined) return undefined
  const { counterpart: other, orientation } = chosen
  const counterpart = other.read.event
  const naming = entry.read.event.providerId < counterpart.providerId ? entry : other
  return {
    matchId: naming.matchId,
    named: naming.read.event,
    counterpart,
    isSwapped: orientation === 'swapped' && naming !== entry,
  }
}

function isUnchanged(known: MatchEvent, event: MatchEvent): boolean {
  return (
    known.home === event.home &&
    known.away === event.away &&
    known.start === event.start &&
    known.sport === event.sport &&
    known.competition === event.competition
  )
}

function keyOf(providerId: string, eventId: string): string {
  return `${providerId}|${eventId}`
}

function slotOf(event: MatchEvent): string {
  return `${event.sport}|${slotIndex(Date.parse(event.start))}`
}

/** A slot is as long as the tolerance: what starts about then is in this slot or the next on either side. */
function slotIndex(startMs: number): number {
  return Math.floor(startMs / START_TOLERANCE_MS)
}
