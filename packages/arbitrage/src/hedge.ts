import { leastOddsOfSecond } from './least-odds.ts'
import { fromMinor } from './money.ts'
import { sizeOther, type StakeLimits } from './stakes.ts'

export interface HedgeInput {
  /** The lone leg as the provider took it. */
  readonly accepted: { readonly stakeMinor: number; readonly odds: string }
  /** The opposite outcome of the same two-way market at the same account; null if it has no live price. */
  readonly opposite: { readonly odds: string; readonly limits: StakeLimits } | null
  /** What the accepted leg and its hedge may lose together at worst. */
  readonly lossLimitMinor: number
}

export interface OppositeHedge {
  readonly kind: 'opposite'
  readonly stakeMinor: number
  /** The lowest odds of the opposite that stay inside the loss limit. */
  readonly leastOdds: string
  readonly worstCaseMinor: number
}

export interface Hold {
  readonly kind: 'hold'
  readonly code: 'NO_PRICE' | 'NO_STAKE' | 'LOSS_OVER_LIMIT'
  /** For the operator. */
  readonly reason: string
  /** What is lost at worst if nothing is done. */
  readonly worstCaseMinor: number
}

/**
 * What to do with a leg that stands alone: back the opposite outcome if the worst case of both stays inside the loss
 * limit, else hold and ask a person. Covering `s` at `a` by the opposite at `b` ends near `s(a − 1 − a/b)`.
 */
export function planHedge(input: HedgeInput): OppositeHedge | Hold {
  const { accepted, opposite, lossLimitMinor } = input
  const worstCaseMinor = -accepted.stakeMinor
  if (opposite === null) {
    return {
      kind: 'hold',
      code: 'NO_PRICE',
      reason: 'The opposite outcome has no live price',
      worstCaseMinor,
    }
  }
  const sized = sizeOther({ ...accepted, otherOdds: opposite.odds, limits: opposite.limits })
  if (sized === undefined) {
    const reason = 'No stake fits the limits of the opposite outcome'
    return { kind: 'hold', code: 'NO_STAKE', reason, worstCaseMinor }
  }
  if (sized.worstCaseMinor < -lossLimitMinor) {
    const loss = `would lose ${fromMinor(-sized.worstCaseMinor)} at worst`
    const reason = `The opposite outcome at ${opposite.odds} ${loss}; the limit is ${fromMinor(lossLimitMinor)}`
    return { kind: 'hold', code: 'LOSS_OVER_LIMIT', reason, worstCaseMinor }
  }
  return {
    kind: 'opposite',
    ...sized,
    leastOdds: leastOddsOfHedge(accepted.stakeMinor, sized.stakeMinor, lossLimitMinor),
  }
}

function leastOddsOfHedge(
  acceptedMinor: number,
  stakeMinor: number,
  lossLimitMinor: number,
): string {
  return leastOddsOfSecond({ stakeMinor, otherStakeMinor: acceptedMinor, lossLimitMinor })
}
