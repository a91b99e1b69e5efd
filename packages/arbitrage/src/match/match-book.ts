/**
 * Owns which events of different providers are the same match.
 *
 * 1. Two events are one match only if each is the other's sole candidate. Two candidates: no match, never a guess.
 * 2. Which events are one match depends on the events in the book, not on the order in which they came.
 * 3. An identity once given holds while no second candidate appears, though names or start of its events change.
 */
import {
  pairEvents,
  readEvent,
  START_TOLERANCE_MS,
  type MatchEvent,
  type Pairing,
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
  /** Tells the book of an event, or of a change in one; telling it again what it knows costs one look-up. */
  put(event: MatchEvent): void
  remove(providerId: string, eventId: string): void
  find(providerId: string, eventId: string): MatchIdentity | undefined
}

interface Entry {
  readonly read: ReadEvent
  readonly key: string
  readonly slot: string
  /** What the match is called if this event names it. */
  readonly matchId: string
  /** Candidates at other providers, and how the sides lie. */
  readonly candidates: Map<Entry, Pairing>
}

export function createMatchBook(): MatchBook {
  const entries = new Map<string, Entry>()
  const slots = new Map<string, Set<Entry>>()
  const ids = createMatchIds()

  function put(event: MatchEvent): void {
    const key = keyOf(event.providerId, event.eventId)
    const known = entries.get(key)
    if (known !== undefined && isUnchanged(known.read.event, event)) return
    if (known !== undefined) detach(known)
    const matchId = ids.take(event)
    attach({ read: readEvent(event), key, slot: slotOf(event), matchId, candidates: new Map() })
  }

  function attach(entry: Entry): void {
    entries.set(entry.key, entry)
    for (const other of nearby(entry)) {
      const pairing = pairEvents(entry.read, other.read)
      if (pairing === 'none') continue
      entry.candidates.set(other, pairing)
      other.candidates.set(entry, pairing)
    }
    const slot = slots.get(entry.slot) ?? new Set()
    slots.set(entry.slot, slot.add(entry))
  }

  function detach(entry: Entry): void {
    entries.delete(entry.key)
    ids.release(entry.read.event)
    for (const other of entry.candidates.keys()) other.candidates.delete(entry)
    const slot = slots.get(entry.slot)
    slot?.delete(entry)
    if (slot?.size === 0) slots.delete(entry.slot)
  }

  /** Events of other providers in the same sport that start about then. */
  function nearby(entry: Entry): Entry[] {
    const { sport, providerId } = entry.read.event
    const index = slotIndex(entry.read.startMs)
    const around = [index - 1, index, index + 1].map(
      (at) => slots.get(`${sport}|${at}`) ?? new Set<Entry>(),
    )
    return around.flatMap((slot) =>
      [...slot].filter((other) => other.read.event.providerId !== providerId),
    )
  }

  return {
    put,
    remove(providerId, eventId) {
      const entry = entries.get(keyOf(providerId, eventId))
      if (entry !== undefined) detach(entry)
    },
    find(providerId, eventId) {
      const entry = entries.get(keyOf(providerId, eventId))
      return entry === undefined ? undefined : identityOf(entry)
    },
  }
}

function identityOf(entry: Entry): MatchIdentity | undefined {
  const [candidate, second] = entry.candidates
  if (candidate === undefined || second !== undefined) return undefined
  const [other, pairing] = candidate
  if (other.candidates.size !== 1) return undefined
  const counterpart = other.read.event
  const naming = entry.read.event.providerId < counterpart.providerId ? entry : other
  return {
    matchId: naming.matchId,
    named: naming.read.event,
    counterpart,
    isSwapped: pairing === 'swapped' && naming !== entry,
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
