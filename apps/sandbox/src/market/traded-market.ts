import type { SelectionQuote } from './board.ts'
import { listMatch, type ListedMarket } from './listing.ts'
import type { House, Market, MarketKind, Match } from './match.ts'
import { priceBoth, type Prices } from './pricing.ts'
import type { Random } from './random.ts'

/** Prices of one house that leave the fair price for a while: an arbitrage or a phantom. Both houses hold still meanwhile. */
export interface Disturbance {
  readonly house: House
  readonly prices: Prices
  readonly isOpen: boolean
  readonly isTrap: boolean
  readonly untilTick: number
}

/** How one house prices a market: its margin, its own view of the probability, its largest stake. */
interface Stance {
  readonly margin: number
  readonly skew: number
  readonly limitMinor: number
}

/** A market as it is traded: one fair probability that walks, and what either house makes of it. */
export interface TradedMarket {
  readonly match: Match
  readonly index: number
  readonly market: Market
  readonly anchor: number
  readonly stances: Readonly<Record<House, Stance>>
  probability: number
  disturbance: Disturbance | null
}

/** Keeps prices between about 1.25 and 3.80, where an arbitrage of a few percent is believable. */
const LEAST_PROBABILITY = 0.25

/** Between which probabilities of its first side a market opens. */
const ANCHORS: Readonly<Record<MarketKind, readonly [number, number]>> = {
  'match-winner': [0.32, 0.68],
  'total-goals': [0.44, 0.56],
  'total-points': [0.44, 0.56],
  handicap: [0.36, 0.64],
  'both-score': [0.42, 0.58],
  'odd-even': [0.45, 0.55],
}

export function openMarket(
  match: Match,
  index: number,
  market: Market,
  random: Random,
): TradedMarket {
  const anchor = random.between(...ANCHORS[market.kind])
  const stance = (): Stance => ({
    margin: random.between(0.034, 0.05),
    skew: random.between(-0.004, 0.004),
    limitMinor: random.integer(2, 10) * 50_00,
  })
  const stances = { north: stance(), south: stance() }
  return { match, index, market, anchor, stances, probability: anchor, disturbance: null }
}

/** One step of the walk: mostly chance, a little pull back to where it began. */
export function nextProbability(traded: TradedMarket, random: Random): number {
  const step = random.between(-0.012, 0.012) + (traded.anchor - traded.probability) * 0.05
  return Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, traded.probability + step))
}

export function fairPrices(traded: TradedMarket, house: House): Prices {
  const { margin, skew } = traded.stances[house]
  return priceBoth(traded.probability + skew, margin, house)
}

/** The market as the house lists it; undefined if it does not list the match. */
export function listingOf(traded: TradedMarket, house: House): ListedMarket | undefined {
  return traded.match.houses.includes(house)
    ? listMatch(traded.match, house).markets[traded.index]
    : undefined
}

/** What the house shows of it now: its first side and its second, or nothing. */
export function quotesOf(traded: TradedMarket, house: House): readonly SelectionQuote[] {
  const listing = listingOf(traded, house)
  if (!listing) return []
  const disturbance = traded.disturbance?.house === house ? traded.disturbance : null
  const prices = disturbance?.prices ?? fairPrices(traded, house)
  const shown = {
    limitMinor: traded.stances[house].limitMinor,
    isOpen: disturbance?.isOpen ?? true,
    isTrap: disturbance?.isTrap ?? false,
  }
  const [first, second] = listing.selections
  return [
    { id: first.id, quote: { ...shown, odds: prices[0] } },
    { id: second.id, quote: { ...shown, odds: prices[1] } },
  ]
}
