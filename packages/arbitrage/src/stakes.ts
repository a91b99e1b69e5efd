import { Big } from 'big.js'
import { worstCaseProfit } from './payoff.ts'

/** The stakes a provider takes: multiples of `stepMinor` from `minMinor` to `maxMinor` (null: no maximum stated). */
export interface StakeLimits {
  readonly stepMinor: number
  readonly minMinor: number
  readonly maxMinor: number | null
}

export interface SizeLegsInput {
  readonly oddsA: string
  readonly oddsB: string
  /** Leg A never exceeds it. */
  readonly stakeAMinor: number
  readonly limits: { readonly A: StakeLimits; readonly B: StakeLimits }
}

export interface SizedLegs {
  readonly stakeAMinor: number
  readonly stakeBMinor: number
  readonly worstCaseMinor: number
}

export interface SizeOtherInput {
  /** The leg that stands: its stake and odds. */
  readonly stakeMinor: number
  readonly odds: string
  /** The odds of the leg to size. */
  readonly otherOdds: string
  readonly limits: StakeLimits
}

export interface SizedLeg {
  readonly stakeMinor: number
  readonly worstCaseMinor: number
}

/**
 * Stakes of both legs of a two-way market that win about the same whatever happens: of the roundings next to equal
 * profit, the one with the best worst case. Undefined if no stakes fit the limits.
 */
export function sizeLegs(input: SizeLegsInput): SizedLegs | undefined {
  const { oddsA, oddsB, limits } = input
  const largestA = Math.min(input.stakeAMinor, limits.A.maxMinor ?? Infinity)
  const limitsA = { ...limits.A, maxMinor: largestA }
  const pairs = stakesNear(Big(largestA), limitsA).flatMap((first) =>
    stakesNear(equalising(first, oddsA, oddsB), limits.B).flatMap((stakeBMinor) =>
      [first, ...stakesNear(equalising(stakeBMinor, oddsB, oddsA), limitsA)].map((stakeAMinor) =>
        sized(input, stakeAMinor, stakeBMinor),
      ),
    ),
  )
  return best(pairs, (pair) => pair.stakeAMinor + pair.stakeBMinor)
}

/**
 * The stake of the other leg of a two-way market that best covers a leg that stands. Limits may keep it from covering:
 * the caller looks at `worstCaseMinor`. Undefined if no stake fits the limits.
 */
export function sizeOther(input: SizeOtherInput): SizedLeg | undefined {
  const ideal = equalising(input.stakeMinor, input.odds, input.otherOdds)
  const legs = stakesNear(ideal, input.limits).map((stakeMinor) => ({
    stakeMinor,
    worstCaseMinor: worstCaseOfPair(
      { stakeMinor: input.stakeMinor, odds: input.odds },
      { stakeMinor, odds: input.otherOdds },
    ),
  }))
  return best(legs, (leg) => leg.stakeMinor)
}

/** The smallest allowed stake at or above `wanted`. Undefined if the limits end before it. */
export function stakeAtLeast(wanted: Big, limits: StakeLimits): number | undefined {
  const stake = toStep(wanted, limits.stepMinor, Big.roundUp)
  const fitting = Math.max(stake, smallest(limits))
  return fitting <= largest(limits) ? fitting : undefined
}

interface Priced {
  readonly stakeMinor: number
  readonly odds: string
}

function worstCaseOfPair(one: Priced, other: Priced): number {
  return worstCaseProfit(
    [
      { outcome: 'home', ...one },
      { outcome: 'away', ...other },
    ],
    ['home', 'away'],
  )
}

function sized(input: SizeLegsInput, stakeAMinor: number, stakeBMinor: number): SizedLegs {
  const legA = { stakeMinor: stakeAMinor, odds: input.oddsA }
  const legB = { stakeMinor: stakeBMinor, odds: input.oddsB }
  return { stakeAMinor, stakeBMinor, worstCaseMinor: worstCaseOfPair(legA, legB) }
}

/** The stake that returns as much at `otherOdds` as `stakeMinor` at `odds`, before rounding. */
function equalising(stakeMinor: number, odds: string, otherOdds: string): Big {
  return Big(odds).times(stakeMinor).div(otherOdds)
}

/** The allowed stakes next to `ideal`, in minor units, below and above; none if the limits leave no stake. */
export function stakesNear(ideal: Big, limits: StakeLimits): number[] {
  const [least, most] = [smallest(limits), largest(limits)]
  if (least > most) return []
  const near = [Big.roundDown, Big.roundUp].map((mode) => toStep(ideal, limits.stepMinor, mode))
  return [...new Set(near.map((stake) => Math.min(Math.max(stake, least), most)))]
}

/** At least one step: a stake of nothing is no bet. */
function smallest({ stepMinor, minMinor }: StakeLimits): number {
  return Math.max(Math.ceil(minMinor / stepMinor), 1) * stepMinor
}

function largest({ stepMinor, maxMinor }: StakeLimits): number {
  return maxMinor === null ? Infinity : Math.floor(maxMinor / stepMinor) * stepMinor
}

function toStep(stake: Big, stepMinor: number, mode: 0 | 3): number {
  return stake.div(stepMinor).round(0, mode).toNumber() * stepMinor
}

/** The best worst case; of equals, the one that stakes least. */
function best<T extends { readonly worstCaseMinor: number }>(
  choices: readonly T[],
  stakedBy: (choice: T) => number,
): T | undefined {
  return choices.toSorted(
    (one, other) => other.worstCaseMinor - one.worstCaseMinor || stakedBy(one) - stakedBy(other),
  )[0]
}
