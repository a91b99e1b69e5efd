import type { Quote } from '@surefoot/shared/messages'
import { closenessOf } from './closeness.ts'
import {
  agreeOnMarkers,
  compareCompetitions,
  readCompetition,
  type Agreement,
  type Competition,
} from './competition.ts'
import { countryOf } from './countries.ts'
import { wordsOf } from './fold.ts'
import type { Likeness } from './likeness.ts'
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
  readonly competition: Competition | null
  /** Of both sides and the competition: some sites mark only one of them. Between persons only `virtual`. */
  readonly markers: readonly string[]
}

export type Orientation = 'straight' | 'swapped'

/** What the names of two events that nothing else keeps apart are worth. */
export interface Comparison {
  /** How the sides lie if the names alone prove the match; null if they do not. */
  readonly proven: Orientation | null
  /** How close the names are with the sides in the same places, and in each other's: each side from 0 to 1. */
  readonly straight: readonly [number, number]
  readonly swapped: readonly [number, number]
}

/** How far apart two sites may put the start of one match. */
export const START_TOLERANCE_MS = 30 * 60_000

/** Two sides that are less close have nothing in common: their events do not compete. */
const MIN_CLOSENESS = 0.4

export function readEvent(event: MatchEvent): ReadEvent {
  const home = normaliseName(event.home, event.sport)
  const away = normaliseName(event.away, event.sport)
  const competition = event.competition === null ? null : readCompetition(event.competition)
  const ofSides = [home, away].flatMap((name) => (name.kind === 'team' ? name.markers : []))
  const all = new Set([...ofSides, ...(competition?.markers ?? [])])
  if (hasHandle(event.home) && hasHandle(event.away)) all.add('virtual')
  const isOfPersons = home.kind === 'person'
  return {
    event,
    startMs: Date.parse(event.start),
    home: unmarked(home),
    away: unmarked(away),
    competition: competition === null ? null : { ...competition, markers: [] },
    markers: [...all].filter((marker) => !isOfPersons || marker === 'virtual').toSorted(),
  }
}

/** Compares two events; undefined if no side is alike, or something other than the names keeps them apart. */
export function compareEvents(one: ReadEvent, other: ReadEvent): Comparison | undefined {
  if (one.event.sport !== other.event.sport) return undefined
  if (!agreeOnMarkers(one.markers, other.markers)) return undefined
  if (Math.abs(one.startMs - other.startMs) > START_TOLERANCE_MS) return undefined
  const straight = [closenessOf(one.home, other.home), closenessOf(one.away, other.away)] as const
  const swapped = [closenessOf(one.home, other.away), closenessOf(one.away, other.home)] as const
  // Names that are the same are closer than this: most events of a slot need no other comparison.
  if (Math.max(...straight, ...swapped) < MIN_CLOSENESS) return undefined
  if (agreementOf(one, other) === 'different') return undefined
  return { proven: provenBy(one, other), straight, swapped }
}

/**
 * One side must be the same beyond doubt and the other at least similar: nobody plays two matches at once. Sides that
 * changed places are believed only if both are beyond doubt.
 */
function provenBy(one: ReadEvent, other: ReadEvent): Orientation | null {
  const isStraight = isOneMatch(
    compareNames(one.home, other.home),
    compareNames(one.away, other.away),
  )
  const isSwapped = isSame(one.home, other.away) && isSame(one.away, other.home)
  if (isStraight === isSwapped) return null
  return isStraight ? 'straight' : 'swapped'
}

/** In sports between persons a figure is a week or a court, so only the tours of men and women keep events apart. */
function agreementOf(one: ReadEvent, other: ReadEvent): Agreement {
  if (one.competition === null || other.competition === null) return 'unknown'
  if (one.home.kind === 'team') return compareCompetitions(one.competition, other.competition)
  const [tour, otherTour] = [one.competition.tour, other.competition.tour]
  return tour !== '' && otherTour !== '' && tour !== otherTour ? 'different' : 'unknown'
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

const LONG_BRACKET = /\(([\p{L}\p{N}_ .-]{4,})\)\s*$/u

/** "Chelsea (Wboy)": the person who plays the side on a game console. A country or a mark in brackets is none. */
function hasHandle(side: string): boolean {
  const [, inside] = LONG_BRACKET.exec(side) ?? []
  if (inside === undefined || countryOf(wordsOf(inside).join(' ')) !== undefined) return false
  const name = normaliseName(side, 'football')
  return name.kind === 'team' && name.markers.length === 0
}
