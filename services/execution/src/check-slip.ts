import { compareOdds, hasMargin, toMinor } from '@surefoot/arbitrage'
import { refuse, type Account, type LegPlan, type Refusal, type Slip } from '@surefoot/shared'

export type Slips = Readonly<Record<Account, Slip>>

/** Whether the provider's slip, as read back, may be placed as planned. */
export function checkSlip(plan: LegPlan, slip: Slip): Refusal | undefined {
  const stakeMinor = toMinor(plan.stake)
  if (compareOdds(slip.odds, plan.leastOdds) < 0) {
    return refuse('ODDS_MOVED', `The slip shows ${slip.odds}; at least ${plan.leastOdds} is needed`)
  }
  if (toMinor(slip.stake) !== stakeMinor) {
    return refuse(
      'SLIP_INVALID',
      `The slip shows a stake of ${slip.stake} instead of ${plan.stake}`,
    )
  }
  if (slip.maxStake !== null && toMinor(slip.maxStake) < stakeMinor) {
    return refuse('STAKE_OVER_LIMIT', `The provider takes at most ${slip.maxStake}`)
  }
  if (slip.balance !== null && toMinor(slip.balance) < stakeMinor) {
    return refuse('FUNDS', `The balance is ${slip.balance}`)
  }
  return undefined
}

/** Whether both slips still win together: each may be above its own least odds and the pair lose all the same. */
export function checkPair({ A, B }: Slips): Refusal | undefined {
  if (hasMargin(A.odds, B.odds)) return undefined
  return refuse('ODDS_MOVED', `Together the slips win nothing: A shows ${A.odds} and B ${B.odds}`)
}
