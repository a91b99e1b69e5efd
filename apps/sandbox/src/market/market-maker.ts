/**
 * Owns what is played and at which fair prices, and decides what either house shows. Knows nothing of bets.
 *
 * 1. The same seed, opening time and number of ticks give the same boards: chance comes from `Random` alone and
 *    durations are counted in ticks.
 * 2. Outside a disturbance no pair of open prices is an arbitrage: margins exceed what the houses differ by.
 * 3. A match has at most one disturbance, and no price of that market moves while it lasts: an arbitrage is real until it closes.
 */
import type { Board } from './board.ts'
import { createArbitrage, createPhantom, DIRECTIONS, type Direction } from './disturb.ts'
import { listMatch } from './listing.ts'
import { HOUSES, type House, type MarketKind, type Match, type Sport } from './match.ts'
import { describeOpportunity, type Opportunity } from './opportunity.ts'
import type { Random } from './random.ts'
import { createSchedule, NOTHING_KEPT, type Kept, type Schedule } from './schedule.ts'
import {
  listingOf,
  nextProbability,
  openMarket,
  quotesOf,
  type Disturbance,
  type TradedMarket,
} from './traded-market.ts'

const MINUTE_MS = 60_000
/** An arbitrage is not opened on a match that starts sooner. */
const SOON_MS = 2 * MINUTE_MS
const ARBITRAGE_MS = [4000, 10_000] as const
const PHANTOM_MS = [3000, 8000] as const

export interface MarketMakerOptions {
  readonly random: Random
  readonly boards: Readonly<Record<House, Board>>
  readonly openingMs: number
  /** Left out: no match was ever played. */
  readonly kept?: Kept
  readonly tickMs: number
  readonly opportunitiesPerMinute: number
  readonly phantomsPerMinute: number
}

export interface OpportunityWish {
  readonly durationMs?: number | undefined
  readonly direction?: Direction | undefined
  readonly sport?: Sport | undefined
}

export class MarketMaker {
  readonly #options: MarketMakerOptions
  readonly #schedule: Schedule
  #traded: TradedMarket[] = []
  readonly #disturbedAt = new Map<MarketKind, number>()
  #ticks = 0
  #nextArbitrageTick: number
  #nextPhantomTick: number

  constructor(options: MarketMakerOptions) {
    this.#options = options
    this.#schedule = createSchedule(options.random, {
      ...options,
      kept: options.kept ?? NOTHING_KEPT,
    })
    this.#list(this.#schedule.matches)
    this.#nextArbitrageTick = this.#drawTick(options.opportunitiesPerMinute)
    this.#nextPhantomTick = this.#drawTick(options.phantomsPerMinute)
  }

  /** Moves one market, opens and closes what is due, and publishes. @returns the matches that have started */
  tick(nowMs: number): readonly Match[] {
    this.#ticks += 1
    this.#closeDisturbances()
    this.#walk()
    if (this.#ticks >= this.#nextArbitrageTick) {
      this.#nextArbitrageTick = this.#drawTick(this.#options.opportunitiesPerMinute)
      this.openOpportunity({}, nowMs)
    }
    if (this.#ticks >= this.#nextPhantomTick) {
      this.#nextPhantomTick = this.#drawTick(this.#options.phantomsPerMinute)
      this.#openPhantom(nowMs)
    }
    for (const house of HOUSES) this.#options.boards[house].publish()
    return this.matches.filter(({ startMs }) => startMs <= nowMs)
  }

  get matches(): readonly Match[] {
    return [...new Set(this.#traded.map(({ match }) => match))]
  }

  isDisturbed(match: Match): boolean {
    return this.#traded.some((traded) => traded.match === match && traded.disturbance !== null)
  }

  /** Fair probability of the first side of each market of the match. */
  probabilitiesOf(match: Match): readonly number[] {
    return this.#traded
      .filter((traded) => traded.match === match)
      .map(({ probability }) => probability)
  }

  /** Opens a real arbitrage and publishes it. @returns null if every market is busy or suspended */
  openOpportunity(wish: OpportunityWish, nowMs: number): Opportunity | null {
    const { random, boards } = this.#options
    const traded = this.#pickFree(nowMs, wish.sport)
    if (!traded) return null
    const direction = wish.direction ?? random.pick(DIRECTIONS)
    const durationMs = wish.durationMs ?? random.integer(...ARBITRAGE_MS)
    this.#disturb(
      traded,
      createArbitrage(traded, direction, { random, untilTick: this.#tickAfter(durationMs) }),
    )
    return describeOpportunity(traded, direction, { boards, untilMs: nowMs + durationMs })
  }

  /** The match is over: it leaves both boards and another takes its place. @returns the other */
  replace(match: Match, nowMs: number): Match {
    for (const house of match.houses) this.#options.boards[house].remove(listMatch(match, house))
    this.#traded = this.#traded.filter((traded) => traded.match !== match)
    const next = this.#schedule.follow(match, nowMs)
    this.#list([next])
    return next
  }

  #list(matches: readonly Match[]): void {
    const { random, boards } = this.#options
    const opened = matches.flatMap((match) =>
      match.markets.map((market, index) => openMarket(match, index, market, random)),
    )
    this.#traded.push(...opened)
    for (const house of HOUSES) {
      const listed = matches
        .filter(({ houses }) => houses.includes(house))
        .map((match) => listMatch(match, house))
      if (listed.length > 0)
        boards[house].list(
          listed,
          opened.flatMap((traded) => quotesOf(traded, house)),
        )
    }
  }

  #openPhantom(nowMs: number): void {
    const { random } = this.#options
    const traded = this.#pickFree(nowMs)
    const untilTick = this.#tickAfter(random.integer(...PHANTOM_MS))
    if (traded) this.#disturb(traded, createPhantom(traded, { random, untilTick }))
  }

  /** A free market at both houses: one of the kinds that were disturbed longest ago, so that each has its share. */
  #pickFree(nowMs: number, sport?: Sport): TradedMarket | undefined {
    const { random, boards } = this.#options
    const isOpenAtBoth = (traded: TradedMarket) =>
      HOUSES.every((house) =>
        listingOf(traded, house)?.selections.every(({ id }) => !boards[house].isSuspended(id)),
      )
    const free = this.#traded.filter(
      (traded) =>
        !this.isDisturbed(traded.match) &&
        traded.match.startMs > nowMs + SOON_MS &&
        isOpenAtBoth(traded),
    )
    const wished = free.filter(({ match }) => sport === undefined || match.sport === sport)
    const [picked] = random
      .shuffle(wished)
      .toSorted((one, other) => this.#lastTickOf(one) - this.#lastTickOf(other))
    if (picked !== undefined) this.#disturbedAt.set(picked.market.kind, this.#ticks)
    return picked
  }

  #lastTickOf({ market }: TradedMarket): number {
    return this.#disturbedAt.get(market.kind) ?? 0
  }

  #disturb(traded: TradedMarket, disturbance: Disturbance | null): void {
    traded.disturbance = disturbance
    this.#show(traded)
    for (const house of HOUSES) this.#options.boards[house].publish()
  }

  #closeDisturbances(): void {
    for (const traded of this.#traded) {
      if (traded.disturbance && traded.disturbance.untilTick <= this.#ticks)
        this.#disturb(traded, null)
    }
  }

  #walk(): void {
    const { random } = this.#options
    const still = this.#traded.filter(({ disturbance }) => disturbance === null)
    const traded = still[random.integer(0, Math.max(0, still.length - 1))]
    if (!traded) return
    traded.probability = nextProbability(traded, random)
    this.#show(traded)
  }

  #show(traded: TradedMarket): void {
    for (const house of HOUSES) {
      for (const { id, quote } of quotesOf(traded, house))
        this.#options.boards[house].show(id, quote)
    }
  }

  #tickAfter(durationMs: number): number {
    return this.#ticks + Math.ceil(durationMs / this.#options.tickMs) + 1
  }

  /** Evenly enough that a minute has about its number, unevenly enough to surprise. */
  #drawTick(perMinute: number): number {
    if (perMinute === 0) return Number.POSITIVE_INFINITY
    const gapMs = (MINUTE_MS / perMinute) * this.#options.random.between(0.5, 1.5)
    return this.#ticks + Math.max(1, Math.round(gapMs / this.#options.tickMs))
  }
}
