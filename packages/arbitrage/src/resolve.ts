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
import type { Bet } from '@surefoot/shared/messages'
import { decideAbsence } from './absence.ts'
import { doubtClaim } from './claim.ts'
import { isOurs, lastSeen, type Sighting } from './sightings.ts'
import type { Resolution, ResolveInput, TimedReading, UnknownLeg } from './unknown-leg.ts'

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
