import { ceilToRung, floorToRung } from './odds.ts'
import type { House } from './match.ts'

/** Odds of the first and the second side, in hundredths. */
export type Prices = readonly [number, number]

/**
 * Prices with the house's margin in them.
 * @param first probability of the first side, as this house sees it
 * @param margin 0.04: the inverse prices add up to 1.04 or, by the ladder, slightly more
 */
export function priceBoth(first: number, margin: number, house: House): Prices {
  return [priceOf(first * (1 + margin), house), priceOf((1 - first) * (1 + margin), house)]
}

/**
 * Prices of a house whose one side is so long that it makes an arbitrage with the other side elsewhere.
 * @param opposite odds of the other side at the other house
 * @param target what the two inverse prices add up to at most: 0.98
 * @param side which of the two sides is lifted: 0 or 1
 */
export function liftPrices(lift: {
  opposite: number
  target: number
  side: 0 | 1
  margin: number
  house: House
}): Prices {
  const lifted = ceilToRung(Math.ceil(100 / (lift.target - 100 / lift.opposite)), lift.house)
  const balancing = priceOf(1 + lift.margin - 100 / lifted, lift.house)
  return lift.side === 0 ? [lifted, balancing] : [balancing, lifted]
}

/** Below 1 the two bets win whatever happens. */
export const sumOfInverses = (a: number, b: number): number => 100 / a + 100 / b

function priceOf(impliedProbability: number, house: House): number {
  return Math.max(101, floorToRung(Math.floor(100 / impliedProbability), house))
}
