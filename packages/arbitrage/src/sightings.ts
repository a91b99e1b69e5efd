/** Which of the bets that were read since a submit may be the leg's. */
import type { Bet, BetsReading } from '@surefoot/shared/messages'
import { CLOCK_SKEW_MS, LARGEST_CLOCK_ERROR_MS, latestPlacedMs } from './placed-at.ts'
import type { ResolveInput, UnknownLeg } from './unknown-leg.ts'

export interface Sighting {
  readonly bet: Bet
  /** When the bet was first listed after the submit. */
  readonly readAt: string
}

/** Every bet that might be this leg's, as last seen; without one that was pending and is gone: it was refused. */
export function lastSeen(readings: readonly BetsReading[], input: ResolveInput): Sighting[] {
  const seen = new Map<string, Sighting>()
  for (const { bets, readAt } of readings) {
    for (const bet of bets.filter((each) => mayBeOurs(each, input)))
      seen.set(bet.betReference, { bet, readAt: seen.get(bet.betReference)?.readAt ?? readAt })
  }
  const last = new Set(readings.at(-1)?.bets.map((bet) => bet.betReference))
  return [...seen.values()].filter(
    ({ bet }) => bet.status !== 'pending' || last.has(bet.betReference),
  )
}

/** Whether the bet can be this leg's at all: while one is listed that can, the leg is not absent. */
export function mayBeOurs(bet: Bet, { leg, claimedReferences }: ResolveInput): boolean {
  if (bet.betReference === leg.betReference) return true
  return (
    bet.selectionId === leg.selectionId &&
    !claimedReferences.has(bet.betReference) &&
    !leg.listedBefore?.onSelection.includes(bet.betReference)
  )
}

/** Whether nothing that is known speaks against a bet that can be this leg's. */
export function isOurs(bet: Bet, readAt: string, leg: UnknownLeg): boolean {
  if (bet.betReference === leg.betReference) return true
  const isKnownNew = leg.listedBefore !== null && leg.listedBefore !== undefined
  const mayBeBehindMs = isKnownNew ? LARGEST_CLOCK_ERROR_MS : CLOCK_SKEW_MS
  const placedMs = Date.parse(bet.placedAt)
  // A bet of the future shows that the clock is ahead: then an old bet may look new.
  const isClockAhead = !isKnownNew && placedMs > Date.parse(readAt) + CLOCK_SKEW_MS
  const latestMs = isKnownNew ? latestPlacedMs(bet.placedAt) : placedMs
  return !isClockAhead && latestMs >= Date.parse(leg.armedAt) - mayBeBehindMs
}
