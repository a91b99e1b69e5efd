/**
 * Whether an UNKNOWN leg became a bet, from evidence alone.
 *
 * 1. ACCEPTED needs exactly one bet that can only be this leg's. What the provider booked, stake and odds, is the truth,
 *    if the permit allows it.
 * 2. ABSENT is for absence.ts: no bet that might be this leg's is in any list that counts.
 * 3. Two bets that are this leg's by all that is known are a duplicate, never a choice.
 * 4. Time alone proves nothing, least of all by the provider's clock: an old bet is known from a new one by whether it was
 *    listed before the submit. Where that is not known, a bet whose time does not fit proves nothing either way.
 */
import type { Bet, BetsReading, ListedBefore } from '@surefoot/shared/messages'
import { decideAbsence } from './absence.ts'
import { doubtClaim } from './claim.ts'
import { isOurs, lastSeen, type Sighting } from './sightings.ts'

export interface UnknownLeg {
  readonly selectionId: string
  /** Asked, as money. A provider may take less, never more. */
  readonly stake: string
  readonly leastOdds?: string
  /** Instant, ISO 8601. */
  readonly armedAt: string
  /** From a receipt, if one was read. */
  readonly betReference: string | null
  /** The account's bets as they were listed before the submit; null or left out: they had not been read. */
  readonly listedBefore?: ListedBefore | null | undefined
}

/** A reading, and how long after the submit it was asked for, at least: on one clock, of what has passed for sure. */
export interface TimedReading extends BetsReading {
  readonly sinceSubmitMs: number
}

export interface ResolveInput {
  readonly leg: UnknownLeg
  /** Healthy, logged-in readings only, all taken after the submit. A page that failed is no reading. */
  readonly readings: readonly TimedReading[]
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
  const readings = input.readings.toSorted((one, other) => one.sinceSubmitMs - other.sinceSubmitMs)
  const seen = lastSeen(readings, input)
  const sightings = seen.filter(({ bet, readAt }) => isOurs(bet, readAt, input.leg))
  const bets = sightings.map((sighting) => sighting.bet)
  if (sightings.length > 1) return { state: 'DUPLICATE', bets }
  const [bet] = bets
  if (bet === undefined) return decideUnseen(seen, readings, input)
  const doubt = doubtBet(bet, input.leg)
  if (doubt !== undefined) return { state: 'STILL_UNKNOWN', why: doubt.why }
  return bet.status === 'pending' ? { state: 'PENDING', bet } : { state: 'ACCEPTED', bet }
}

/** A void bet and a dead heat are repriced: how a bet ended shows nothing of the odds that were taken. */
function doubtBet(bet: Bet, leg: UnknownLeg): ReturnType<typeof doubtClaim> {
  const { betReference, selectionId, stake, odds, status } = bet
  const claim = {
    betReference,
    selectionId,
    stake,
    odds: status === 'void' || Number(odds) <= 1 ? null : odds,
  }
  const { selectionId: own, stake: asked, leastOdds } = leg
  return doubtClaim(claim, { selectionId: own, stake: asked, leastOdds })
}

function decideUnseen(
  seen: readonly Sighting[],
  readings: readonly TimedReading[],
  input: ResolveInput,
): Resolution {
  const [possible] = seen
  if (possible === undefined) return decideAbsence(readings, input)
  const { betReference, placedAt } = possible.bet
  const why = `Bet ${betReference} on the same selection is no other leg's. By the provider's clock it was placed at ${placedAt}, the permit was given at ${input.leg.armedAt}`
  return { state: 'STILL_UNKNOWN', why }
}
