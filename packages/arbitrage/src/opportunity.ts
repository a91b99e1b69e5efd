import { Big } from 'big.js'
import { sizeLegs, type SizedLegs, type StakeLimits } from './stakes.ts'

/** One side of a candidate: the price of its outcome and the stakes the provider takes on it. */
export interface PricedSide {
  readonly odds: string
  readonly limits: StakeLimits
}

export interface OpportunitySettings {
  /** Leg A stakes this much, or less where a limit asks for it. */
  readonly stakeAMinor: number
  readonly minProfitBps: number
  /** More than this is taken for a wrong price, not for luck. */
  readonly maxProfitBps: number
}

export type NoOpportunity = 'no_margin' | 'no_stake' | 'too_small' | 'too_good'

export type Appraisal =
  | (SizedLegs & { readonly kind: 'found'; readonly profitBps: number })
  | { readonly kind: 'none'; readonly why: NoOpportunity }

/**
 * Whether opposite outcomes of one two-way market, A's here and B's there, win whatever happens: `1/a + 1/b < 1`, and
 * still after stakes were rounded. Both currencies must be the same.
 */
export function findOpportunity(
  A: PricedSide,
  B: PricedSide,
  settings: OpportunitySettings,
): Appraisal {
  if (!hasMargin(A.odds, B.odds)) return { kind: 'none', why: 'no_margin' }
  const legs = sizeLegs({
    oddsA: A.odds,
    oddsB: B.odds,
    stakeAMinor: settings.stakeAMinor,
    limits: { A: A.limits, B: B.limits },
  })
  if (legs === undefined) return { kind: 'none', why: 'no_stake' }
  const profitBps = profitBpsOf(legs)
  if (profitBps < settings.minProfitBps || legs.worstCaseMinor <= 0)
    return { kind: 'none', why: 'too_small' }
  if (profitBps > settings.maxProfitBps) return { kind: 'none', why: 'too_good' }
  return { kind: 'found', ...legs, profitBps }
}

/** `1/a + 1/b < 1` without a division: `a + b < a·b`. */
export function hasMargin(oddsA: string, oddsB: string): boolean {
  const a = Big(oddsA)
  return a.plus(oddsB).lt(a.times(oddsB))
}

/** Worst-case profit over all that is staked, in hundredths of a percent, rounded down. */
export function profitBpsOf(legs: SizedLegs): number {
  return Math.floor((legs.worstCaseMinor * 10_000) / (legs.stakeAMinor + legs.stakeBMinor))
}
