/** What the two prices of one provider imply: whether they are a book at all, and how likely each outcome is in it. */
import { Big } from 'big.js'

/** The prices of the first outcome of a market (home, over) and of the second, at one provider. */
export type BookPrices = readonly [string, string]

/** Bookmakers take 2 to 12 % on two-way markets; more is a placeholder or a price of another market. */
const MAX_BOOK = 1.15
/** Shown where a market is not priced yet. */
const PLACEHOLDER = '1.01'

/** The inverse prices added up: 1.05 is a book of 105 %. */
export function sumOfBook([first, second]: BookPrices): number {
  return 1 / Number(first) + 1 / Number(second)
}

/** Whether two prices can be one provider's book: above 100 %, which is held exactly, up to the cap, no placeholder. */
export function isSaneBook(prices: BookPrices): boolean {
  const [first, second] = prices
  const isAboveEven = Big(first).plus(second).gt(Big(first).times(second))
  const isPlaceholder = prices.some((price) => Big(price).lte(PLACEHOLDER))
  return isAboveEven && !isPlaceholder && sumOfBook(prices) <= MAX_BOOK
}

/** How likely the first outcome is by a book, its margin taken out. */
export function firstProbability(prices: BookPrices): number {
  return 1 / Number(prices[0]) / sumOfBook(prices)
}

export interface Agreement {
  /** How far the two books are apart as they are. */
  readonly straight: number
  /** How far apart they are with the outcomes of one of them in each other's place. */
  readonly swapped: number
}

/** How well two providers' probabilities of one outcome agree. */
export function agreementOf(atA: number, atB: number): Agreement {
  return { straight: Math.abs(atA - atB), swapped: Math.abs(atA + atB - 1) }
}
