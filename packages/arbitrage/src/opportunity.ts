import type { Outcome } from '@surefoot/shared/messages'
import { Big } from 'big.js'
import { sizeLegs, type SizedLegs, type StakeLimits } from './stakes.ts'
import { leastInTies, type Tie } from './ties.ts'

/** One side of a candidate: its outcome, the price of it and the stakes the provider takes on it. */
export interface PricedSide {
  readonly outcome: Outcome
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

export type NoOpportunity = 'no_margin' | 'no_stake' | 'too_small' | 'too_good' | 'tie'

export type Appraisal =
  | (SizedLegs & { readonly kind: 'found'; readonly profitBps: number })
  | { readonly kind: 'none'; readonly why: NoOpportunity }

/**
 * Whether opposite outcomes of one two-way market, A's here and B's there, win whatever happens: `1/a + 1/b < 1`, still
 * after stakes were rounded, and in each of the market's ties. Both currencies must be the same.
 */
export function findOpportunity(
  { A, B, ties }: { readonly A: PricedSide; readonly B: PricedSide; readonly ties: readonly Tie[] },
  settings: OpportunitySettings,
): Appraisal {
  if (!hasMargin(A.odds, B.odds)) return { kind: 'none', why: 'no_margin' }
  const sized = sizeLegs({
    oddsA: A.odds,
    oddsB: B.odds,
    stakeAMinor: settings.stakeAMinor,
    limits: { A: A.limits, B: B.limits },
  })
  if (sized === undefined) return { kind: 'none', why: 'no_stake' }
  const legs = withTies(sized, [A, B], ties)
  if (legs.worstCaseMinor <= 0 && sized.worstCaseMinor > 0) return { kind: 'none', why: 'tie' }
  const profitBps = profitBpsOf(legs)
  if (profitBps < settings.minProfitBps || legs.worstCaseMinor <= 0)
    return { kind: 'none', why: 'too_small' }
  if (profitBps > settings.maxProfitBps) return { kind: 'none', why: 'too_good' }
  return { kind: 'found', ...legs, profitBps }
}

type Bet = Pick<PricedSide, 'outcome' | 'odds'>

/** The same stakes with the least that they win over the ties, too. */
export function withTies(
  legs: SizedLegs,
  [A, B]: readonly [Bet, Bet],
  ties: readonly Tie[],
): SizedLegs {
  const bets = [
    { ...A, stakeMinor: legs.stakeAMinor },
    { ...B, stakeMinor: legs.stakeBMinor },
  ]
  return { ...legs, worstCaseMinor: Math.min(legs.worstCaseMinor, leastInTies(bets, ties)) }
}

/** `1/a + 1/b < 1` without a division: `a + b < a·b`. */
export function hasMargin(oddsA: string, oddsB: string): boolean {
  const a = Big(oddsA)
  return a.plus(oddsB).lt(a.times(oddsB))
}

/** What two opposite prices promise before any rounding, over the stakes, in hundredths of a percent: `ab / (a + b) - 1`. */
export function edgeBpsOf(oddsA: string, oddsB: string): number {
  const share = Big(oddsA).times(oddsB).div(Big(oddsA).plus(oddsB)).minus(1)
  return share.times(10_000).round(0, Big.roundDown).toNumber()
}

/** Worst-case profit over all that is staked, in hundredths of a percent, rounded down. */
export function profitBpsOf(legs: SizedLegs): number {
  return Math.floor((legs.worstCaseMinor * 10_000) / (legs.stakeAMinor + legs.stakeBMinor))
}
