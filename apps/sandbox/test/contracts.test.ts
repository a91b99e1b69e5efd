import { readFile } from 'node:fs/promises'
import { examineContract, matchesPermit, selfTest } from '@surefoot/provider'
import type { CompiledContract, MappedFrame } from '@surefoot/provider'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sandboxContracts } from '../contracts/index.ts'
import type { Sandbox } from '../src/index.ts'
import { compile, compileBoth } from './support/contracts.ts'
import {
  askAdmin,
  logInNorth,
  logInSouth,
  openSandbox,
  readBook,
  textOf,
} from './support/customers.ts'
import { recordNorth, recordSouth } from './support/frames.ts'
import type { RawFrame } from './support/frames.ts'
import { followNorth, followSouth } from './support/streams.ts'

type Quote = MappedFrame['quotes'][number]

/** Maps frames and says what stands after them, and everything that was not as it should be. */
function mapAll(compiled: CompiledContract, frames: readonly RawFrame[]) {
  const mapper = compiled.createMapper()
  const standing = new Map<string, Quote>()
  const faults: string[] = []
  for (const frame of frames) {
    const mapped = mapper.map(0, frame)
    faults.push(...mapped.faults)
    if (!mapped.matched || mapped.gap) faults.push(`not mapped: ${frame.body.slice(0, 100)}`)
    if (mapped.reset) standing.clear()
    for (const selectionId of mapped.deleted) standing.delete(selectionId)
    for (const quote of mapped.quotes) standing.set(quote.selectionId, quote)
  }
  return { standing, faults }
}

test('an import takes both contracts of the sandbox as they are', async () => {
  for (const name of ['north', 'south']) {
    const file = new URL(`../contracts/${name}.json`, import.meta.url)
    const document: unknown = JSON.parse(await readFile(file, 'utf8'))
    expect(examineContract(document).faults).toEqual([])
  }
})

describe('the contracts of the sandbox', () => {
  let sandbox: Sandbox
  let contracts: ReturnType<typeof compileBoth>

  beforeAll(async () => {
    sandbox = await openSandbox({ southLiveDelayMs: 50 })
    contracts = compileBoth(sandbox)
  })
  afterAll(() => sandbox.stop())

  test('have no fault and pass their self-tests', () => {
    const documents = sandboxContracts({ north: 'http://127.0.0.1:1', south: 'http://127.0.0.1:2' })
    for (const document of Object.values(documents)) {
      expect(selfTest(compile(document).contract)).toEqual({ ok: true })
    }
  })

  test('know the streams of their own house', () => {
    const { north, south } = sandbox
    expect(
      contracts.north.matchSource('websocket', `${north.origin.replace('http', 'ws')}/stream`),
    ).toBe(0)
    expect(contracts.south.matchSource('sse', `${south.origin}/live`)).toBe(0)
    expect(contracts.south.matchSource('sse', `${north.origin}/live`)).toBeUndefined()
  })

  test('quote every price that each house shows, and name the same matches', async () => {
    await using northRaw = await recordNorth(sandbox)
    await using southRaw = await recordSouth(sandbox)
    await using northRead = await followNorth(sandbox)
    await using southRead = await followSouth(sandbox)
    const north = mapAll(contracts.north, northRaw.frames)
    const south = mapAll(contracts.south, southRaw.frames)
    expect([...north.faults, ...south.faults]).toEqual([])
    expect(
      [...north.standing.values()].map((quote) => [
        quote.selectionId,
        quote.odds,
        quote.maxStake,
        !quote.suspended,
      ]),
    ).toEqual(
      [...northRead.prices].map(([id, { price, limit, open }]) => [
        id,
        contracts.north.readOdds(price),
        limit,
        open,
      ]),
    )
    expect(
      [...south.standing.values()].map((quote) => [
        quote.selectionId,
        quote.odds,
        quote.maxStake,
        quote.suspended ? 0 : 1,
      ]),
    ).toEqual(
      [...southRead.prices].map(([id, [odd, limit, open]]) => [
        id,
        contracts.south.readOdds(odd),
        limit,
        open,
      ]),
    )
    const kinds = (quotes: ReadonlyMap<string, Quote>) =>
      new Set(
        [...quotes.values()].map(({ sport, market, outcome, start }) =>
          [sport, market, outcome, start].join(' '),
        ),
      )
    const shared = [...kinds(north.standing)].filter((kind) => kinds(south.standing).has(kind))
    expect(shared.length).toBeGreaterThanOrEqual(11)
  })

  test('read one handicap of a match at both houses, and every kind that two bets cover there', async () => {
    await using northRaw = await recordNorth(sandbox)
    await using southRaw = await recordSouth(sandbox)
    const read = (compiled: CompiledContract, frames: readonly RawFrame[]) =>
      [...mapAll(compiled, frames).standing.values()].filter(({ sport }) => sport === 'football')
    const [north, south] = [
      read(contracts.north, northRaw.frames),
      read(contracts.south, southRaw.frames),
    ]
    const kinds = (quotes: readonly Quote[]) =>
      [...new Set(quotes.map(({ market, outcome }) => `${market} ${outcome}`))].toSorted()
    expect(kinds(north)).toEqual([
      'both_score no',
      'both_score yes',
      'handicap away',
      'handicap home',
      'odd_even even',
      'odd_even odd',
      'total over',
      'total under',
    ])
    expect(kinds(south)).toEqual(kinds(north))
    const lines = (quotes: readonly Quote[], club: string) =>
      quotes
        .filter(({ home, market }) => home === club && market === 'handicap')
        .map(({ line, outcome }) => `${line} ${outcome}`)
        .toSorted()
    expect(lines(north, 'Chelsea')).toEqual(lines(south, 'Chelsea'))
    expect(lines(north, 'Manchester City')).toEqual(lines(south, 'Man City'))
    expect(lines(north, 'Manchester City')).toHaveLength(2)
  })

  test('read a bet at North from request to open bets as the private book has it', async () => {
    await using raw = await recordNorth(sandbox)
    const quotes = [...mapAll(contracts.north, raw.frames).standing.values()]
    const quote = quotes.find(({ suspended }) => !suspended)
    if (!quote) throw new Error('North has nothing to bet on.')
    const ada = await logInNorth(sandbox)
    const payload = { selectionId: quote.selectionId, price: quote.odds, stake: '12.50' }
    const request = contracts.north.readPlaceRequest(
      'POST',
      `${sandbox.north.origin}/api/bets`,
      JSON.stringify(payload),
    )
    expect(request).toEqual({ selectionId: quote.selectionId, stake: '12.50', odds: quote.odds })

    const placed = await ada.postJson('/api/bets', payload)
    const booked = (await readBook(sandbox)).bets.find(({ house }) => house === 'north')
    const identity = {
      betReference: booked?.reference,
      stake: booked?.stake,
      odds: contracts.north.readOdds(booked?.odds ?? ''),
    }
    expect(booked).toMatchObject({
      eventId: quote.eventId,
      selectionId: quote.selectionId,
      stake: '12.50',
    })
    expect(contracts.north.readAnswer(placed.status, textOf(placed))).toMatchObject({
      state: 'ACCEPTED',
      ...identity,
    })

    const open = await ada.get('/api/bets?state=open')
    expect(contracts.north.readOpenBets(open.status, textOf(open))).toEqual({
      ok: true,
      bets: [
        {
          ...identity,
          selectionId: quote.selectionId,
          status: 'open',
          placedAt: booked?.placedAt,
          returned: null,
          cashOut: expect.stringMatching(/^11\.8\d$/),
        },
      ],
    })
    const account = await ada.get('/api/account')
    expect(contracts.north.readBalance(account.status, textOf(account))).toEqual({
      ok: true,
      balance: '9987.50',
    })
  })

  test('follow a bet at South from pending to accepted as the private book has it', async () => {
    await using raw = await recordSouth(sandbox)
    const quotes = [...mapAll(contracts.south, raw.frames).standing.values()]
    const quote = quotes.find(({ suspended }) => !suspended)
    if (!quote) throw new Error('South has nothing to bet on.')
    await using prices = await followSouth(sandbox)
    const [odd = ''] = prices.prices.get(quote.selectionId) ?? []
    const ada = await logInSouth(sandbox)
    const form = { oid: quote.selectionId, odd, amount: '12.50' }
    const url = `${sandbox.south.origin}/slip/place`
    const request = contracts.south.readPlaceRequest('POST', url, String(new URLSearchParams(form)))
    const permit = { selectionId: quote.selectionId, stake: '12.50', leastOdds: quote.odds }
    expect(request && matchesPermit(request, permit)).toEqual({ ok: true })

    const placed = await ada.postForm('/slip/place', form)
    const pending = contracts.south.readAnswer(placed.status, textOf(placed))
    expect(pending.state).toBe('PENDING')
    const path = `/slip/status?t=${pending.ticket}`
    expect(contracts.south.matchFollow('GET', sandbox.south.origin + path, pending.ticket)).toBe(
      true,
    )
    const final = await vi.waitFor(
      async () => {
        const status = await ada.get(path)
        const answer = contracts.south.readAnswer(status.status, textOf(status))
        expect(answer.state).not.toBe('PENDING')
        return answer
      },
      { timeout: 120_000 },
    )
    const booked = (await readBook(sandbox)).bets.find(({ house }) => house === 'south')
    const identity = {
      betReference: booked?.reference,
      stake: '12.50',
      odds: contracts.north.readOdds(booked?.odds ?? ''),
    }
    expect(booked).toMatchObject({ eventId: quote.eventId, selectionId: quote.selectionId })
    expect(final).toMatchObject({ state: 'ACCEPTED', ...identity })

    const open = await ada.get('/my/open')
    expect(contracts.south.readOpenBets(open.status, textOf(open))).toMatchObject({
      ok: true,
      bets: [{ ...identity, status: 'open' }],
    })
    const funds = await ada.get('/my/funds')
    expect(contracts.south.readBalance(funds.status, textOf(funds))).toEqual({
      ok: true,
      balance: '9987.50',
    })
  })

  test('a ticket that South has forgotten is no refusal of the bet', async () => {
    const ada = await logInSouth(sandbox)
    const forgotten = await ada.get('/slip/status?t=forgotten')
    expect(forgotten.status).toBe(404)
    expect(contracts.south.readAnswer(forgotten.status, textOf(forgotten)).state).toBe('UNKNOWN')
  })
})

test(
  'hundreds of frames of a moving market map without a fault, and a match that is over is quoted no more',
  { timeout: 120_000 },
  async () => {
    await using sandbox = await openSandbox({
      tickMs: 10,
      opportunitiesPerMinute: 60,
      phantomsPerMinute: 60,
    })
    const contracts = compileBoth(sandbox)
    const north = await recordNorth(sandbox)
    const south = await recordSouth(sandbox)
    const opened = mapAll(contracts.north, north.frames.slice(0, 1)).standing
    const [eventId] = [...opened.values()].map((quote) => quote.eventId)
    expect((await askAdmin(sandbox, 'POST /settle', { eventId })).status).toBe(200)
    await vi.waitFor(
      () => expect(Math.min(north.frames.length, south.frames.length)).toBeGreaterThan(200),
      { timeout: 120_000 },
    )
    await north[Symbol.asyncDispose]()
    await south[Symbol.asyncDispose]()
    for (const [compiled, stream] of [
      [contracts.north, north],
      [contracts.south, south],
    ] as const) {
      const { standing, faults } = mapAll(compiled, stream.frames)
      expect(faults).toEqual([])
      expect(standing.size).toBeGreaterThan(20)
      expect([...standing.values()].some((quote) => quote.eventId === eventId)).toBe(false)
    }
    const events = new Set(south.frames.map(({ event }) => event))
    expect(events).toEqual(new Set(['names', 'px', 'gone']))
  },
)
