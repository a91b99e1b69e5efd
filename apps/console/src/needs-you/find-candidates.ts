import { LARGEST_CLOCK_ERROR_MS, latestPlacedMs } from '@surefoot/arbitrage'
import type { Bet, BetsReading, Leg } from '@surefoot/shared/messages'

export interface Candidate {
  /** As it was seen last. */
  readonly bet: Bet
  /** How long after the permit it was placed, by the bookmaker's clock. */
  readonly afterMs: number
  /** Whether the latest reading still has it. */
  readonly isPresent: boolean
}

/**
 * The bets that may be the leg's: on its selection, and not listed before its permit was given. Where that is not known,
 * not placed before it, as far as a bookmaker's clock can be trusted. Nearest to the permit first.
 */
export function findCandidates(leg: Leg, readings: readonly BetsReading[]): Candidate[] {
  const ordered = readings.toSorted(
    (one, other) => Date.parse(one.readAt) - Date.parse(other.readAt),
  )
  const seen = new Map(
    ordered.flatMap(({ bets }) => bets).map((bet) => [bet.betReference, bet] as const),
  )
  const present = new Set(ordered.at(-1)?.bets.map(({ betReference }) => betReference))
  const permitAt = Date.parse(leg.armedAt ?? leg.changedAt)
  return [...seen.values()]
    .map((bet) => ({
      bet,
      afterMs: Date.parse(bet.placedAt) - permitAt,
      isPresent: present.has(bet.betReference),
    }))
    .filter(({ bet }) => bet.selectionId === leg.selectionId && mayBeNew(bet, leg, permitAt))
    .toSorted((one, other) => one.afterMs - other.afterMs)
}

function mayBeNew(
  { betReference, placedAt }: Bet,
  { listedBefore }: Leg,
  permitAt: number,
): boolean {
  return listedBefore
    ? !listedBefore.onSelection.includes(betReference)
    : latestPlacedMs(placedAt) >= permitAt - LARGEST_CLOCK_ERROR_MS
}
