import type { Quote } from '@surefoot/shared/messages'
import type { Likeness } from './likeness.ts'
import { haveSameMarkers, readMarkers } from './markers.ts'
import { compareNames, normaliseName, type Name } from './name.ts'

/** An event as a provider describes it. */
export type MatchEvent = Pick<
  Quote,
  'providerId' | 'eventId' | 'home' | 'away' | 'start' | 'sport' | 'competition'
>

/** An event made ready for comparison, once. */
export interface ReadEvent {
  readonly event: MatchEvent
  readonly startMs: number
  readonly home: Name
  readonly away: Name
  /** Of both sides and the competition: some sites mark only one of them. Empty in sports between persons. */
  readonly markers: readonly string[]
}

/** Two events are one match with the sides in the same places, or in each other's; or they are not. */
export type Pairing = 'straight' | 'swapped' | 'none'

/** How far apart two sites may put the start of one match. */
export const START_TOLERANCE_MS = 30 * 60_000

export function readEvent(event: MatchEvent): ReadEvent {
  const home = normaliseName(event.home, event.sport)
  const away = normaliseName(event.away, event.sport)
  const competition = readMarkers(event.competition ?? '').markers
  const ofSides = [home, away].flatMap((name) => (name.kind === 'team' ? name.markers : []))
  const markers = home.kind === 'team' ? [...new Set([...ofSides, ...competition])].toSorted() : []
  return {
    event,
    startMs: Date.parse(event.start),
    home: unmarked(home),
    away: unmarked(away),
    markers,
  }
}

/**
 * Whether two events are the same match. One side must be the same beyond doubt and the other at least similar: nobody
 * plays two matches at once. Sides that changed places are believed only if both are beyond doubt.
 */
export function pairEvents(one: ReadEvent, other: ReadEvent): Pairing {
  if (one.event.sport !== other.event.sport || !haveSameMarkers(one.markers, other.markers))
    return 'none'
  if (Math.abs(one.startMs - other.startMs) > START_TOLERANCE_MS) return 'none'
  const straight = isOneMatch(
    compareNames(one.home, other.home),
    compareNames(one.away, other.away),
  )
  const isSwapped = isSame(one.home, other.away) && isSame(one.away, other.home)
  if (straight && isSwapped) return 'none'
  if (straight) return 'straight'
  return isSwapped ? 'swapped' : 'none'
}

function isOneMatch(home: Likeness, away: Likeness): boolean {
  return home !== 'different' && away !== 'different' && (home === 'same' || away === 'same')
}

function isSame(one: Name, other: Name): boolean {
  return compareNames(one, other) === 'same'
}

/** The markers are compared for the event as a whole. */
function unmarked(name: Name): Name {
  return name.kind === 'team' ? { ...name, markers: [] } : name
}
