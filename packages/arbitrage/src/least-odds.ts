import { Big } from 'big.js'
import { stakeAtLeast, type StakeLimits } from './stakes.ts'

/** All that the wire carries: odds that satisfy a threshold exactly are never refused because it was rounded up past them. */
const DECIMALS = 6
/** The ends of what the wire calls odds. */
const LOWEST = Big('1.000001')
const HIGHEST = Big('99999.999999')

export interface FirstLegInput {
  /** The leg in question. */
  readonly stakeMinor: number
  /** The leg that will be placed and sized after it. */
  readonly otherOdds: string
  readonly otherLimits: StakeLimits
}

export interface SecondLegInput {
  /** The leg in question. */
  readonly stakeMinor: number
  /** The leg that stands already. */
  readonly otherStakeMinor: number
  /** How much the pair may lose at worst: 0 is break-even. */
  readonly lossLimitMinor: number
}

/**
 * The lowest odds at which the first leg of a pair still cannot lose, the other leg being sized afterwards at `otherOdds`.
 * With `s` staked, the other leg needs `o ≥ s / (otherOdds − 1)`; then `odds ≥ (s + o) / s`. Rounded up.
 * Undefined if the other leg's limits let no stake cover it.
 */
export function leastOddsOfFirst(input: FirstLegInput): string | undefined {
  const covering = Big(input.stakeMinor).div(Big(input.otherOdds).minus(1))
  const otherStakeMinor = stakeAtLeast(covering, input.otherLimits)
  if (otherStakeMinor === undefined) return undefined
  return leastOddsOfSecond({ stakeMinor: input.stakeMinor, otherStakeMinor, lossLimitMinor: 0 })
}

/**
 * The lowest odds at which a leg of fixed stake, if it wins, still pays for the leg that stands, less the loss limit:
 * `(s + o − limit) / s`, rounded up, and kept inside what the wire calls odds.
 */
export function leastOddsOfSecond(input: SecondLegInput): string {
  const { stakeMinor, otherStakeMinor, lossLimitMinor } = input
  const exact = Big(stakeMinor + otherStakeMinor - lossLimitMinor).div(stakeMinor)
  const rounded = exact.round(DECIMALS, Big.roundUp)
  if (rounded.lt(LOWEST)) return LOWEST.toFixed()
  return (rounded.gt(HIGHEST) ? HIGHEST : rounded).toFixed()
}
