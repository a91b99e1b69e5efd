import { compareOdds, hasMargin, toMinor } from '@surefoot/arbitrage'
import {
  refuse,
  type Account,
  type LegPlan,
  type Refusal,
  type Slip,
} from '@surefoot/shared/messages'

export type Slips = Readonly<Record<Account, Slip>>

const PRICED_ANEW = 'Nothing was placed: the next opportunity has new prices.'

/** Whether the provider's slip, as read back, may be placed as planned. */
export function checkSlip(plan: LegPlan, slip: Slip): Refusal | undefined {
  const stakeMinor = toMinor(plan.stake)
  if (compareOdds(slip.odds, plan.leastOdds) < 0) {
    return refuse(
      'ODDS_MOVED',
      `The slip shows ${slip.odds}; at least ${plan.leastOdds} is needed. ${PRICED_ANEW}`,
    )
  }
  if (toMinor(slip.stake) !== stakeMinor) {
    return refuse(
      'SLIP_INVALID',
      `The slip shows a stake of ${slip.stake} instead of ${plan.stake}. Look at it in the account's browser.`,
    )
  }
  if (slip.maxStake !== null && toMinor(slip.maxStake) < stakeMinor) {
    return refuse(
      'STAKE_OVER_LIMIT',
      `The provider takes at most ${slip.maxStake} of ${plan.stake}. Lower the stake of the desk.`,
    )
  }
  if (slip.balance !== null && toMinor(slip.balance) < stakeMinor) {
    return refuse(
      'FUNDS',
      `The balance of ${slip.balance} does not pay ${plan.stake}. Pay in at the provider, or lower the stake of the desk.`,
    )
  }
  return undefined
}

/** Whether both slips still win together: each may be above its own least odds and the pair lose all the same. */
export function checkPair({ A, B }: Slips): Refusal | undefined {
  if (hasMargin(A.odds, B.odds)) return undefined
  const found = `Together the slips win nothing: A shows ${A.odds} and B ${B.odds}.`
  return refuse('ODDS_MOVED', `${found} ${PRICED_ANEW}`)
}
