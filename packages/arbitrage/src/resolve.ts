/**
 * Whether an UNKNOWN leg became a bet, from evidence alone.
 *
 * 1. ACCEPTED needs exactly one bet that can only be this leg's. What the provider booked, stake and odds, is the truth.
 * 2. ABSENT needs two readings past the last instant at which the bet could be accepted, no bet in them that might be
 *    this leg's, and the balance of before the submit. One thing missing is not ABSENT. That instant: the submit left
 *    at the end of its permit's life, and the provider took its longest acceptance delay.
 * 3. Two bets that might be this leg's are a duplicate, never a choice.
 * 4. Time alone proves nothing.
 */
import { PERMIT_LIFE_MS, type Bet, type BetsReading } from '@surefoot/shared/messages'
import { toMinor } from './money.ts'

/** How far the provider's clock may be behind ours before its bet looks older than the submit. */
export const CLOCK_SKEW_MS = 2_000

export interface UnknownLeg {
  readonly selectionId: string
  /** Asked, as money. A provider may take less, never more. */
  readonly stake: string
  /** Instant, ISO 8601. */
  readonly armedAt: string
  /** From a receipt, if one was read. */
  readonly betReference: string | null
}

export interface ResolveInput {
  readonly leg: UnknownLeg
  /** Healthy, logged-in readings only, all taken after the submit. A page that failed is no reading. */
  readonly readings: readonly BetsReading[]
  /** As read before the submit; null if it was not. */
  readonly balanceBefore: string | null
  /** References of bets that belong to other legs. */
  readonly claimedReferences: ReadonlySet<string>
  readonly longestAcceptanceDelayMs: number
}

export type Resolution =
  | { readonly state: 'ACCEPTED'; readonly bet: Bet }
  | { readonly state: 'ABSENT'; readonly proof: string }
  | { readonly state: 'PENDING'; readonly bet: Bet }
  | { readonly state: 'STILL_UNKNOWN'; readonly why: string }
  | { readonly state: 'DUPLICATE'; readonly bets: readonly Bet[] }

export function decideOutcome(input: ResolveInput): Resolution {
  const readings = input.readings.toSorted(
    (one, other) => Date.parse(one.readAt) - Date.parse(other.readAt),
  )
  const sightings = sightingsOf(readings, input)
  if (sightings.length > 1) return { state: 'DUPLICATE', bets: sightings }
  const [bet] = sightings
  if (bet === undefined) return decideAbsence(readings, input)
  return bet.status === 'pending' ? { state: 'PENDING', bet } : acceptOrDoubt(bet, input.leg)
}

/** Every bet that might be this leg's, as last seen; without one that was pending and is gone: it was refused. */
function sightingsOf(readings: readonly BetsReading[], input: ResolveInput): Bet[] {
  const seen = new Map<string, Bet>()
  for (const bet of readings.flatMap((reading) => reading.bets)) {
    if (mayBeOurs(bet, input)) seen.set(bet.betReference, bet)
  }
  const last = new Set(readings.at(-1)?.bets.map((bet) => bet.betReference))
  return [...seen.values()].filter((bet) => bet.status !== 'pending' || last.has(bet.betReference))
}

function mayBeOurs(bet: Bet, { leg, claimedReferences }: ResolveInput): boolean {
  if (bet.betReference === leg.betReference) return true
  return (
    bet.selectionId === leg.selectionId &&
    !claimedReferences.has(bet.betReference) &&
    Date.parse(bet.placedAt) >= Date.parse(leg.armedAt) - CLOCK_SKEW_MS
  )
}

/** A larger stake than was asked for cannot be ours, unless the receipt named the bet; but then whose is it? */
function acceptOrDoubt(bet: Bet, leg: UnknownLeg): Resolution {
  const isIdentified =
    bet.betReference === leg.betReference || toMinor(bet.stake) <= toMinor(leg.stake)
  if (isIdentified) return { state: 'ACCEPTED', bet }
  const why = `Bet ${bet.betReference} on the same selection has a stake of ${bet.stake}, more than the ${leg.stake} asked for`
  return { state: 'STILL_UNKNOWN', why }
}

function decideAbsence(readings: readonly BetsReading[], input: ResolveInput): Resolution {
  const lastSubmit = Date.parse(input.leg.armedAt) + PERMIT_LIFE_MS
  const provesFrom = lastSubmit + input.longestAcceptanceDelayMs + CLOCK_SKEW_MS
  const late = readings.filter(
    (reading) =>
      Date.parse(reading.readAt) >= provesFrom &&
      !reading.bets.some((bet) => mayBeOurs(bet, input)),
  )
  if (new Set(late.map((reading) => reading.readAt)).size < 2) {
    return stillUnknown(
      'Fewer than two readings without the bet since it can no longer be accepted',
    )
  }
  if (input.balanceBefore === null)
    return stillUnknown('The balance before the submit is not known')
  const before = toMinor(input.balanceBefore)
  const moved = late.find((reading) => toMinor(reading.balance) !== before)
  if (moved !== undefined) {
    return stillUnknown(
      `No bet found, but the balance went from ${input.balanceBefore} to ${moved.balance}`,
    )
  }
  const times = late.map((reading) => reading.readAt).join(', ')
  return {
    state: 'ABSENT',
    proof: `No bet on the selection at ${times}; balance ${input.balanceBefore} as before`,
  }
}

function stillUnknown(why: string): Resolution {
  return { state: 'STILL_UNKNOWN', why }
}
