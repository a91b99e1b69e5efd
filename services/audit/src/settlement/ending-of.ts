import {
  fromMinor,
  nearestPayoutMinor,
  payoutMinor,
  halfWinOdds,
  toMinor,
} from '@surefoot/arbitrage'
import type { Bet, SettlementResult } from '@surefoot/shared/messages'
import type { Ending } from './settle-leg.ts'
import type { StatedLeg } from './stated-leg.ts'

type AcceptedLeg = Pick<StatedLeg, 'acceptedStake' | 'acceptedOdds' | 'mayBeHalved'>

/** How a bet ended, by the provider's list; null while it is open. */
export function resultOf({ status }: Bet): SettlementResult | null {
  return status === 'open' || status === 'pending' ? null : status
}

/**
 * How the bet of a leg ended and what it returned: what the provider paid, else what follows from the stake and odds that
 * it accepted. Null while it is open, where neither is known (nobody can compute a cash-out, nor whether half of a bet on a
 * quarter line came back), and where the amount does not follow from stake and odds: such a word is not final, the next
 * statement is to give another.
 */
export function endingOf(leg: AcceptedLeg, bet: Bet): Ending | null {
  const result = resultOf(bet)
  if (result === null || !isPaidInFull(leg, bet)) return null
  const isHalfOpen = leg.mayBeHalved && (result === 'won' || result === 'lost')
  const [nearest] = isHalfOpen ? [] : returnsOf(leg, bet, result)
  const returned = bet.returned ?? (nearest === undefined ? null : fromMinor(nearest))
  return returned === null ? null : { result, returned }
}

/** Whether the provider paid what follows from stake and odds. A cash-out may be anything. */
function isPaidInFull(leg: AcceptedLeg, bet: Bet): boolean {
  const result = resultOf(bet)
  if (result === null || bet.returned === null) return true
  const due = returnsOf(leg, bet, result)
  return due.length === 0 || due.includes(toMinor(bet.returned))
}

/**
 * What is to be returned, in minor units, the likeliest first; none: it does not follow. Stake × odds seldom ends on a
 * cent. Providers round it down or to the nearest, so neither is a difference; where we are not told we take the
 * nearest, half-up, which is off by half a cent at most.
 */
function returnsOf(
  { acceptedStake, acceptedOdds, mayBeHalved }: AcceptedLeg,
  bet: Bet,
  result: SettlementResult,
): number[] {
  const stakeMinor = toMinor(acceptedStake ?? bet.stake)
  const odds = acceptedOdds ?? bet.odds
  switch (result) {
    case 'won': {
      const whole = [nearestPayoutMinor(stakeMinor, odds), payoutMinor(stakeMinor, odds)]
      if (!mayBeHalved) return whole
      const half = halfWinOdds(odds)
      return [...whole, nearestPayoutMinor(stakeMinor, half), payoutMinor(stakeMinor, half)]
    }
    case 'lost':
      return mayBeHalved ? [0, Math.floor(stakeMinor / 2), Math.ceil(stakeMinor / 2)] : [0]
    case 'void':
      return [stakeMinor]
    case 'cashed_out':
      return []
  }
}
