import { HOUSES, other, type House } from './match.ts'
import { liftPrices } from './pricing.ts'
import type { Random } from './random.ts'
import { fairPrices, type Disturbance, type TradedMarket } from './traded-market.ts'

/** Where the first side (home, over) of an arbitrage is bet; the second is bet at the other house. */
export const DIRECTIONS = ['first-north', 'first-south'] as const
export type Direction = (typeof DIRECTIONS)[number]

export const houseOfFirst = (direction: Direction): House =>
  direction === 'first-north' ? 'north' : 'south'

/** Phantoms look like opportunities or like prices, and cannot be bet. */
const PHANTOMS = ['placeholder', 'flipped', 'stale'] as const

/** One house lifts one side, enough that both bets together win 1.5 to 3 percent. */
export function createArbitrage(
  traded: TradedMarket,
  direction: Direction,
  chance: { random: Random; untilTick: number },
): Disturbance {
  const house = chance.random.pick(HOUSES)
  const side = house === houseOfFirst(direction) ? 0 : 1
  const prices = liftPrices({
    opposite: fairPrices(traded, other(house))[side === 0 ? 1 : 0],
    target: chance.random.between(0.976, 0.985),
    side,
    margin: traded.stances[house].margin,
    house,
  })
  return { house, prices, isOpen: true, isTrap: false, untilTick: chance.untilTick }
}

export function createPhantom(
  traded: TradedMarket,
  chance: { random: Random; untilTick: number },
): Disturbance {
  const { random, untilTick } = chance
  const kind = random.pick(PHANTOMS)
  if (kind === 'stale')
    return { ...createArbitrage(traded, random.pick(DIRECTIONS), chance), isTrap: true }
  const house = random.pick(HOUSES)
  if (kind === 'placeholder')
    return { house, prices: [101, 50_000], isOpen: false, isTrap: false, untilTick }
  const [first, second] = fairPrices(traded, house)
  return { house, prices: [second, first], isOpen: true, isTrap: true, untilTick }
}
