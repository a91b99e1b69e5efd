/** Owns whether the odds, stakes and profit of a claim are those of this worker's own quotes, limits and sizing. */
import type { sizesAt } from '@surefoot/appraisal'
import { compareOdds, fromMinor, toMinor } from '@surefoot/arbitrage'
import { ACCOUNTS, refuse, type Opportunity, type Refusal } from '@surefoot/shared/messages'
import type { Claim } from './claim.ts'

type Sizes = ReturnType<typeof sizesAt>
type Found = Extract<Sizes[number], { readonly kind: 'found' }>

/** No price of the claim is better than the one that was received. */
export function refuseOdds({ claimed, received }: Claim): Refusal | undefined {
  for (const account of ACCOUNTS) {
    const { odds } = claimed.legs[account]
    const own = received[account].quote.odds
    if (compareOdds(odds, own) > 0)
      return refuse(
        'ODDS_ABOVE_RECEIVED',
        `The opportunity has odds of ${odds} at account ${account}; this worker received ${own}.`,
      )
  }
  return undefined
}

/** Whether a claim is what this worker finds itself: same odds and stakes, and no more profit. Then nothing is sized again. */
export function isAsOwn(claimed: Opportunity, own: Opportunity): boolean {
  const isSame = ACCOUNTS.every((account) => {
    const [leg, ours] = [claimed.legs[account], own.legs[account]]
    return compareOdds(leg.odds, ours.odds) === 0 && toMinor(leg.stake) === toMinor(ours.stake)
  })
  const isWithin = toMinor(claimed.profit) <= toMinor(own.profit)
  return isSame && isWithin && claimed.profitBps <= own.profitBps
}

/** The stakes of the claim are those that this desk sizes at its odds: within the learnt limits, or without them. */
export function refuseStakes({ legs }: Opportunity, sizes: Sizes): Refusal | undefined {
  const found = sizes.filter((each) => each.kind === 'found')
  const [own] = found
  if (own === undefined)
    return refuse(
      'NO_PROFIT',
      `Odds of ${legs.A.odds} and ${legs.B.odds} win nothing at the stakes of this desk.`,
    )
  if (found.some((each) => isStaked(legs, each))) return undefined
  return refuse(
    'STAKE_NOT_OURS',
    `The opportunity stakes ${legs.A.stake} at account A and ${legs.B.stake} at account B; at its odds this desk stakes ${fromMinor(own.stakeAMinor)} and ${fromMinor(own.stakeBMinor)}.`,
  )
}

function isStaked({ A, B }: Opportunity['legs'], { stakeAMinor, stakeBMinor }: Found): boolean {
  return toMinor(A.stake) === stakeAMinor && toMinor(B.stake) === stakeBMinor
}

/** No more profit is claimed than these stakes win at worst. */
export function refuseProfit(claimed: Opportunity, sizes: Sizes): Refusal | undefined {
  const { legs, profit, profitBps } = claimed
  const own = sizes.find((each) => each.kind === 'found' && isStaked(legs, each))
  if (own?.kind !== 'found') return undefined
  if (toMinor(profit) <= own.worstCaseMinor && profitBps <= own.profitBps) return undefined
  return refuse(
    'PROFIT_OVERSTATED',
    `The opportunity promises ${profit}, ${(profitBps / 100).toFixed(2)} %; its stakes win ${fromMinor(own.worstCaseMinor)}, ${(own.profitBps / 100).toFixed(2)} %, at worst.`,
  )
}
