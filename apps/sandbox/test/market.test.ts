import { describe, expect, test } from 'vitest'
import { Board, type Offer } from '../src/market/board.ts'
import { listMatch, nameSelection } from '../src/market/listing.ts'
import { MarketMaker, type MarketMakerOptions } from '../src/market/market-maker.ts'
import { HOUSES, marketKind, type House, type Match } from '../src/market/match.ts'
import { sumOfInverses } from '../src/market/pricing.ts'
import { createRandom } from '../src/market/random.ts'

const OPENING_MS = Date.UTC(2026, 2, 1, 12)
const TICK_MS = 250
const MINUTE_TICKS = 60_000 / TICK_MS

function openMarket(options: Partial<MarketMakerOptions> & { seed?: number } = {}) {
  const boards = { north: new Board('north'), south: new Board('south') }
  const log: string[] = []
  for (const house of HOUSES)
    boards[house].subscribe((change) => log.push(`${house} ${JSON.stringify(change)}`))
  const maker = new MarketMaker({
    random: createRandom(options.seed ?? 3),
    boards,
    openingMs: OPENING_MS,
    tickMs: TICK_MS,
    opportunitiesPerMinute: 0,
    phantomsPerMinute: 0,
    ...options,
  })
  let ticks = 0
  const tick = () => maker.tick(OPENING_MS + ++ticks * TICK_MS)
  return { boards, log, maker, tick }
}

interface Pair {
  readonly sport: string
  readonly firstAt: House
  readonly sum: number
  readonly offers: readonly [Offer, Offer]
}

/** Every way to bet both sides of a market, one at each house. */
function readPairs({ boards, maker }: ReturnType<typeof openMarket>): Pair[] {
  return maker.matches
    .filter(({ houses }) => houses.length === 2)
    .flatMap((match) =>
      match.markets.flatMap((_market, index) =>
        HOUSES.map((firstAt) => ({ match, index, firstAt })),
      ),
    )
    .flatMap(({ match, index, firstAt }) => {
      const secondAt = firstAt === 'north' ? 'south' : 'north'
      const first = boards[firstAt].offer(
        listMatch(match, firstAt).markets[index]?.selections[0].id ?? '',
      )
      const second = boards[secondAt].offer(
        listMatch(match, secondAt).markets[index]?.selections[1].id ?? '',
      )
      if (!first || !second) return []
      const sum = sumOfInverses(first.quote.odds, second.quote.odds)
      return [{ sport: match.sport, firstAt, sum, offers: [first, second] as const }]
    })
}

const isReal = ({ sum, offers }: Pair) =>
  sum < 1 && offers.every(({ quote }) => quote.isOpen && !quote.isTrap)

const FOOTBALL: Match = {
  number: 7,
  sport: 'football',
  competition: { north: 'League', south: 'League' },
  home: { north: 'Reds', south: 'Reds' },
  away: { north: 'Blues', south: 'Blues' },
  startMs: OPENING_MS,
  houses: HOUSES,
  markets: [
    { kind: 'total-goals', line: '2.5' },
    { kind: 'handicap', line: '-0.5' },
    { kind: 'both-score', line: null },
    { kind: 'odd-even', line: null },
  ],
}

test('a slip names each side with its own handicap, and no two selections of a house have one id', () => {
  const event = listMatch(FOOTBALL, 'north')
  const names = event.markets.flatMap((market) =>
    market.selections.map(({ side }) => nameSelection(event, market, side)),
  )
  const plain = ['Over 2.5', 'Under 2.5', 'Reds -0.5', 'Blues +0.5', 'Yes', 'No', 'Odd', 'Even']
  expect(names).toEqual(plain)
  const ids = HOUSES.flatMap((house) =>
    [7, 8, 900].flatMap((number) =>
      listMatch({ ...FOOTBALL, number }, house).markets.flatMap(({ selections }) =>
        selections.map(({ id }) => id),
      ),
    ),
  )
  expect(new Set(ids).size).toBe(2 * 3 * 8)
})

describe('the market maker', () => {
  test('the same seed gives the same market, another seed another', () => {
    const run = (seed: number) => {
      const market = openMarket({ seed, opportunitiesPerMinute: 30, phantomsPerMinute: 10 })
      for (let ticks = 0; ticks < 3 * MINUTE_TICKS; ticks += 1) market.tick()
      return market.log
    }
    expect(run(3)).toEqual(run(3))
    expect(run(3)).not.toEqual(run(4))
  })

  test('left alone, no two prices of the houses are ever an arbitrage', () => {
    const market = openMarket()
    let leastSum = Number.POSITIVE_INFINITY
    for (let ticks = 0; ticks < 10 * MINUTE_TICKS; ticks += 1) {
      market.tick()
      leastSum = Math.min(leastSum, ...readPairs(market).map(({ sum }) => sum))
    }
    expect(leastSum).toBeGreaterThan(1)
  })

  test('arbitrages open at about the set rate, in either direction, in every sport and kind, and win 1 to 3.5 percent', () => {
    const market = openMarket({ opportunitiesPerMinute: 12 })
    const seen = new Map<string, Pair>()
    const kinds = new Set<string>()
    let opened = 0
    let before = new Set<string>()
    for (let ticks = 0; ticks < 20 * MINUTE_TICKS; ticks += 1) {
      market.tick()
      const real = readPairs(market).filter(isReal)
      const now = new Set(real.map(({ offers }) => offers[0].selection.id))
      opened += [...now].filter((id) => !before.has(id)).length
      before = now
      for (const pair of real) seen.set(`${pair.sport} ${pair.firstAt}`, pair)
      for (const { offers } of real) kinds.add(offers[0].market.kind)
      for (const { sum } of real) expect(sum).toBeGreaterThan(0.965)
      for (const { sum } of real) expect(sum).toBeLessThan(0.99)
    }
    expect(opened / 20).toBeGreaterThan(10)
    expect(opened / 20).toBeLessThan(14)
    expect([...kinds].toSorted()).toEqual(marketKind.options.toSorted())
    expect([...seen.keys()].toSorted()).toEqual([
      'basketball north',
      'basketball south',
      'football north',
      'football south',
      'tennis north',
      'tennis south',
    ])
  })

  test('an arbitrage that was asked for stands as long as asked, then closes', () => {
    const market = openMarket()
    market.tick()
    const opened = market.maker.openOpportunity(
      { durationMs: 5000, direction: 'first-south' },
      OPENING_MS,
    )
    expect(opened).toMatchObject({ direction: 'first-south', untilMs: OPENING_MS + 5000 })
    for (let ms = 0; ms <= 5000; ms += TICK_MS) {
      expect(readPairs(market).filter(isReal)).toHaveLength(1)
      market.tick()
    }
    market.tick()
    expect(readPairs(market).filter(isReal)).toHaveLength(0)
  })

  test('arbitrages asked for at once are on different matches, until none is free', () => {
    const market = openMarket()
    const events = new Set<string | undefined>()
    for (let asked = 0; asked < 11; asked += 1) {
      events.add(market.maker.openOpportunity({}, OPENING_MS)?.north.eventId)
    }
    expect(events.size).toBe(11)
    expect(events.has(undefined)).toBe(false)
    expect(market.maker.openOpportunity({}, OPENING_MS)).toBeNull()
  })

  test('phantoms show placeholders that are closed, and prices that look good and cannot be bet', () => {
    const market = openMarket({ phantomsPerMinute: 20 })
    const kinds = new Set<string>()
    for (let ticks = 0; ticks < 20 * MINUTE_TICKS; ticks += 1) {
      market.tick()
      expect(readPairs(market).filter(isReal)).toEqual([])
      for (const { offers, sum } of readPairs(market)) {
        if (offers.some(({ quote }) => quote.odds === 50_000 && !quote.isOpen))
          kinds.add('placeholder')
        if (offers.some(({ quote }) => quote.isTrap && quote.isOpen) && sum < 1) kinds.add('trap')
      }
    }
    expect([...kinds].toSorted()).toEqual(['placeholder', 'trap'])
  })
})

describe('the events', () => {
  const { boards, maker } = openMarket()

  test('each house lists about a dozen, most of them at both and some at one only', () => {
    expect(boards.north.events).toHaveLength(13)
    expect(boards.south.events).toHaveLength(13)
    expect(maker.matches.filter(({ houses }) => houses.length === 2)).toHaveLength(11)
  })

  test('the houses share no id', () => {
    const ids = HOUSES.map((house) =>
      boards[house].events.flatMap(({ id, markets }) => [
        id,
        ...markets.flatMap((market) => [
          market.id,
          ...market.selections.map((selection) => selection.id),
        ]),
      ]),
    )
    expect(new Set(ids.flat()).size).toBe(ids.flat().length)
  })

  test('two clubs of one city play at home at the same time', () => {
    const manchester = boards.north.events.filter(({ home }) => home.startsWith('Manchester'))
    expect(manchester.map(({ home }) => home)).toEqual(['Manchester United', 'Manchester City'])
    expect(new Set(manchester.map(({ startMs }) => startMs)).size).toBe(1)
    expect(boards.south.events.map(({ home }) => home)).toEqual(
      expect.arrayContaining(['Man Utd', 'Man City']),
    )
  })

  test('all begin at least half an hour after the opening', () => {
    for (const { startMs } of maker.matches)
      expect(startMs).toBeGreaterThan(OPENING_MS + 30 * 60_000)
  })
})
