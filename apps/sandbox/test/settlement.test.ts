import { expect, test } from 'vitest'
import { listMatch } from '../src/market/listing.ts'
import { HOUSES } from '../src/market/match.ts'
import { World, type WorldOptions } from '../src/world.ts'
import {
  askAdmin,
  logInNorth,
  logInSouth,
  openSandbox,
  readBook,
  readDecision,
} from './support/customers.ts'
import { followNorth, followSouth } from './support/streams.ts'
import { eventually } from './support/eventually.ts'

/** Bets 10.00 on the first event's first market: its first side at North, its second at South. */
async function betBothSides() {
  const sandbox = await openSandbox({ southLiveDelayMs: 20 })
  const north = await followNorth(sandbox)
  const south = await followSouth(sandbox)
  const snapshot = north.messages[0]
  const event =
    snapshot?.type === 'snapshot'
      ? snapshot.events.find(({ home }) => home === 'Manchester City')
      : undefined
  const first = event?.markets[0]?.selections[0]
  const { e: events, m: markets, o: outcomes } = south.names()
  const second = Object.entries(outcomes).find(
    ([, [market, side]]) => side === 'U' && events[markets[market]?.[0] ?? '']?.[0] === 'Man City',
  )?.[0]
  if (!event || !first || second === undefined) throw new Error('Manchester City does not play.')

  const ada = { north: await logInNorth(sandbox), south: await logInSouth(sandbox) }
  await ada.north.postJson('/api/bets', {
    selectionId: first.id,
    price: first.price,
    stake: '10.00',
  })
  const odd = south.prices.get(second)?.[0] ?? ''
  await readDecision(
    ada.south,
    await ada.south.postForm('/slip/place', { oid: second, odd, amount: '10.00' }),
  )
  const stop = async () => {
    await north[Symbol.asyncDispose]()
    await south[Symbol.asyncDispose]()
    await sandbox.stop()
  }
  return {
    sandbox,
    north,
    south,
    ada,
    eventId: event.id,
    first,
    second,
    [Symbol.asyncDispose]: stop,
  }
}

const formatMinor = (minor: number) => (minor / 100).toFixed(2)

test("a settled match pays the winner at his odds, takes the loser's stake, and leaves the boards", async () => {
  await using both = await betBothSides()
  const { sandbox, north, south, ada, eventId, first, second } = both
  const answer = await askAdmin(sandbox, 'POST /settle', { eventId, result: 'first' })
  expect(answer).toEqual({ status: 200, body: { settled: 2 } })

  const returnedMinor = 10 * Number(first.price.replace('.', ''))
  expect((await ada.north.get('/api/bets?state=open')).body).toEqual({ bets: [] })
  expect((await ada.north.get('/api/bets?state=settled')).body).toMatchObject({
    bets: [{ state: 'won' }],
  })
  expect((await ada.north.get('/api/account')).body).toMatchObject({
    balance: formatMinor(999_000 + returnedMinor),
  })
  expect(JSON.stringify((await ada.south.get('/my/settled')).body)).toContain('"st":"L"')
  expect((await ada.south.get('/my/funds')).body).toMatchObject({ f: '9,990.00' })
  expect((await readBook(sandbox)).bets).toMatchObject([
    { house: 'north', state: 'won', returned: formatMinor(returnedMinor) },
    { house: 'south', state: 'lost', returned: '0.00' },
  ])

  await eventually(() =>
    expect(north.messages.map(({ type }) => type)).toEqual(['snapshot', 'remove', 'snapshot']),
  )
  expect(north.messages.map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(north.prices.has(first.id)).toBe(false)
  await eventually(() => expect(south.events).toEqual(['names', 'px', 'gone', 'names', 'px']))
  expect(south.prices.has(second)).toBe(false)
})

test('a void match gives the stakes back', async () => {
  await using both = await betBothSides()
  const { sandbox, ada } = both
  expect(await askAdmin(sandbox, 'POST /settle', { all: true, result: 'void' })).toMatchObject({
    body: { settled: 2 },
  })
  expect((await ada.north.get('/api/account')).body).toMatchObject({ balance: '10000.00' })
  expect((await ada.south.get('/my/funds')).body).toMatchObject({ f: '10,000.00' })
  expect((await readBook(sandbox)).bets.map(({ state }) => state)).toEqual(['void', 'void'])
})

/** A world at a time of its own, with a bet on the first side of a match at both houses. */
function openWorld(options: Partial<WorldOptions> = {}) {
  const time = { nowMs: Date.UTC(2026, 2, 1, 12) }
  const world = new World({
    seed: 5,
    tickMs: 250,
    opportunitiesPerMinute: 0,
    phantomsPerMinute: 0,
    settlementsPerMinute: 0,
    initialMinor: 100_00,
    southLiveDelayMs: 0,
    now: () => time.nowMs,
    ...options,
  })
  const match = world.maker.matches.find(({ houses }) => houses.length === 2)
  if (!match) throw new Error('No match is listed at both houses.')
  for (const house of HOUSES) {
    const selection = listMatch(match, house).markets[0]?.selections[0]
    const submission = {
      user: 'ada',
      selectionId: selection?.id ?? '',
      odds: 101,
      stakeMinor: 10_00,
    }
    world.houses[house].accounts.logIn('ada', 'sandbox')
    world.houses[house].submit({ ...submission, acceptsAnyOdds: false })
  }
  return { world, match, time }
}

/** Ticks until the bets are settled. @returns how many seconds went by, at most a minute */
function settleInTicks({ world, time }: ReturnType<typeof openWorld>): number {
  const openedMs = time.nowMs
  while (world.book.bets().some(({ state }) => state === 'open')) {
    time.nowMs += 250
    world.tick()
    if (time.nowMs - openedMs > 60_000) break
  }
  return (time.nowMs - openedMs) / 1000
}

test('a match that was bet on ends early at the rate that is asked for, but not while the bets are fresh', () => {
  const seconds = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
    settleInTicks(openWorld({ seed, settlementsPerMinute: 30 })),
  )
  expect(Math.min(...seconds)).toBeGreaterThan(15)
  expect(Math.max(...seconds)).toBeLessThan(60)
  expect(settleInTicks(openWorld({ settlementsPerMinute: 0 }))).toBeGreaterThan(60)
})

test('a history ends after 2,000 bets, the newest first', () => {
  const { world, match } = openWorld()
  const { north } = world.houses
  const selectionId = listMatch(match, 'north').markets[0]?.selections[0]?.id ?? ''
  const submission = { user: 'ada', selectionId, odds: 101, stakeMinor: 1, acceptsAnyOdds: false }
  const { bet: first } = north.submit(submission)
  for (let more = 0; more < 1999; more += 1) north.submit(submission)
  const { bet: last } = north.submit(submission)
  world.end(match, 'void')
  const shown = north.settledBetsOf('ada').map(({ reference }) => reference)
  expect(shown).toHaveLength(2000)
  expect(shown[0]).toBe(last.reference)
  expect(shown).not.toContain(first.reference)
})

test('a match whose prices are disturbed does not end early', () => {
  const opened = openWorld({ settlementsPerMinute: 240 })
  const { world, match, time } = opened
  while (!world.maker.isDisturbed(match))
    if (!world.maker.openOpportunity({ durationMs: 30_000 }, time.nowMs))
      throw new Error('No opportunity could be opened on the match.')
  expect(settleInTicks(opened)).toBeGreaterThan(30)
})

test('a match settles itself once it has begun, the same way at both houses, and another takes its place', () => {
  const { world, match, time } = openWorld()
  world.tick()
  expect(world.book.bets().map(({ state }) => state)).toEqual(['open', 'open'])
  time.nowMs = match.startMs
  world.tick()
  const states = world.book.bets().map(({ state }) => state)
  expect(['won', 'lost']).toContain(states[0])
  expect(states[1]).toBe(states[0])
  expect(world.maker.matches).not.toContain(match)
  expect(world.houses.north.board.events).toHaveLength(13)
  expect(world.houses.south.board.events).toHaveLength(13)
})
