/**
 * Proof that an UNKNOWN leg is no bet.
 *
 * 1. It needs two readings past the last instant at which the bet could be accepted. That instant: the submit left at the
 *    end of its permit's life, and the provider took its longest acceptance delay. The time since is counted on the clock of
 *    the process that reads, from when it knew of the submit: it compares no instants.
 * 2. A list counts only if it was read whole: every row of it readable, every page of it, and every bet in it that was open
 *    before the submit.
 * 3. The balance must be that of before the submit, but for what the list explains: other bets that were placed and bets
 *    that have ended since. What the list does not explain may be this leg's.
 */
import { PERMIT_LIFE_MS, type Bet } from '@surefoot/shared/messages'
import { fromMinor, toMinor } from './money.ts'
import { mayBeOurs } from './sightings.ts'
import type { Resolution, ResolveInput, TimedReading } from './unknown-leg.ts'

/** Of a provider that lists a bet a little later than it takes it. */
const MARGIN_MS = 2_000

/** For readings in their order, in the last of which no bet may be the leg's. */
export function decideAbsence(readings: readonly TimedReading[], input: ResolveInput): Resolution {
  const provesFromMs = PERMIT_LIFE_MS + input.longestAcceptanceDelayMs + MARGIN_MS
  const late = readings.filter(
    (reading) =>
      reading.sinceSubmitMs >= provesFromMs && !reading.bets.some((bet) => mayBeOurs(bet, input)),
  )
  const unread = late.map((reading) => whyNotWhole(reading, input)).find((why) => why !== undefined)
  const whole = late.filter((reading) => whyNotWhole(reading, input) === undefined)
  if (new Set(whole.map((reading) => reading.sinceSubmitMs)).size < 2) {
    return stillUnknown(
      unread ?? 'Fewer than two readings without the bet since it can no longer be accepted',
    )
  }
  if (input.balanceBefore === null)
    return stillUnknown('The balance before the submit is not known')
  const { balanceBefore } = input
  const moved = whole
    .map((reading) => whyMoved(reading, { readings, input, balanceBefore }))
    .find((why) => why !== undefined)
  if (moved !== undefined) {
    return stillUnknown(moved)
  }
  const times = whole.map((reading) => reading.readAt).join(', ')
  return {
    state: 'ABSENT',
    proof: `No bet on the selection at ${times}; balance ${balanceBefore} as before, but for what the list explains`,
  }
}

/** Why a list may lack a bet that the provider has; undefined: it is whole. */
function whyNotWhole(reading: TimedReading, { leg }: ResolveInput): string | undefined {
  const { unreadable = 0, isPartial = false, readAt } = reading
  if (unreadable > 0) return `${unreadable} of the bets listed at ${readAt} could not be read`
  if (isPartial) return `Only a part of the list was read at ${readAt}`
  const listed = new Set(reading.bets.map(({ betReference }) => betReference))
  const missing = leg.listedBefore?.open.find((reference) => !listed.has(reference))
  return missing === undefined
    ? undefined
    : `The list of ${readAt} lacks bet ${missing}, which was open before the submit, so it is not whole`
}

interface Balances {
  readonly readings: readonly TimedReading[]
  readonly input: ResolveInput
  readonly balanceBefore: string
}

/** Why the balance of a reading speaks against absence; undefined: the list explains it to the cent. */
function whyMoved(
  reading: TimedReading,
  { readings, input, balanceBefore }: Balances,
): string | undefined {
  const wasOpen = openBefore(reading, readings, input)
  const changes = reading.bets.map((bet) => changeBy(bet, wasOpen, input))
  if (changes.includes(undefined))
    return `A bet that ended since the submit is listed without what it returned`
  const explained = changes.reduce<number>((sum, change) => sum + (change ?? 0), 0)
  if (toMinor(reading.balance) === toMinor(balanceBefore) + explained) return undefined
  const since = explained === 0 ? '' : ` The list explains ${fromMinor(explained)} of it.`
  return `No bet found, but the balance went from ${balanceBefore} to ${reading.balance}.${since}`
}

/** References of bets that were open before the submit, or in a reading since and before this one. */
function openBefore(
  reading: TimedReading,
  readings: readonly TimedReading[],
  { leg }: ResolveInput,
): ReadonlySet<string> {
  const earlier = readings.slice(0, readings.indexOf(reading)).flatMap(({ bets }) => bets)
  return new Set([
    ...(leg.listedBefore?.open ?? []),
    ...earlier.filter(isOpen).map(({ betReference }) => betReference),
  ])
}

/** What another leg's or an older bet changed in the balance since the submit, in minor units; undefined: not known. */
function changeBy(bet: Bet, wasOpen: ReadonlySet<string>, input: ResolveInput): number | undefined {
  const isNew = isPlacedSince(bet, wasOpen, input)
  const returned = isOpen(bet) || !(isNew || wasOpen.has(bet.betReference)) ? 0 : returnOf(bet)
  return returned === undefined ? undefined : returned - (isNew ? toMinor(bet.stake) : 0)
}

/** Of another leg, and not there before the submit. A bet that is nobody's explains nothing. */
function isPlacedSince(
  bet: Bet,
  wasOpen: ReadonlySet<string>,
  { leg, claimedReferences }: ResolveInput,
): boolean {
  const { betReference, placedAt } = bet
  if (!claimedReferences.has(betReference)) return false
  const isSeenOpen = isOpen(bet) || wasOpen.has(betReference)
  if (leg.listedBefore && isSeenOpen) return !leg.listedBefore.open.includes(betReference)
  return Date.parse(placedAt) >= Date.parse(leg.armedAt)
}

function isOpen({ status }: Bet): boolean {
  return status === 'open' || status === 'pending'
}

function returnOf({ status, returned }: Bet): number | undefined {
  if (returned !== null) return toMinor(returned)
  return status === 'lost' ? 0 : undefined
}

function stillUnknown(why: string): Resolution {
  return { state: 'STILL_UNKNOWN', why }
}
