import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../src/index.ts'
import {
  askAdmin,
  logInNorth,
  logInSouth,
  openSandbox,
  readBook,
  readDecision,
  type Customer,
} from './support/customers.ts'
import { followNorth, followSouth } from './support/streams.ts'
import { eventually } from './support/eventually.ts'

let sandbox: Sandbox
let north: Customer
let south: Customer
let pick: { north: { id: string; price: string }; south: { id: string; price: string } }
let bets = 0

beforeAll(async () => {
  sandbox = await openSandbox({ southLiveDelayMs: 20 })
  await using northStream = await followNorth(sandbox)
  await using southStream = await followSouth(sandbox)
  const [[northId, northPrice] = ['', { price: '' }]] = northStream.prices
  const [[southId, southPrice] = ['', ['']]] = southStream.prices
  pick = {
    north: { id: northId, price: northPrice.price },
    south: { id: southId, price: southPrice[0] ?? '' },
  }
})
afterAll(() => sandbox.stop())
afterEach(() => askAdmin(sandbox, 'DELETE /knobs'))

/** Fresh customers, so that a test reads its own bets only. */
async function logIn() {
  const user = `customer-${(bets += 1)}`
  north = await logInNorth(sandbox, user)
  south = await logInSouth(sandbox, user)
  const readMine = async () => {
    const book = await readBook(sandbox)
    const isMine = (bet: { user: string | null }) => bet.user === user
    return { bets: book.bets.filter(isMine), rejected: book.rejected.filter(isMine) }
  }
  return { readMine }
}

const turn = (knob: object) => askAdmin(sandbox, 'POST /knobs', knob)
const betNorth = () =>
  north.postJson('/api/bets', {
    selectionId: pick.north.id,
    price: pick.north.price,
    stake: '40.00',
  })
const betSouth = () =>
  south.postForm('/slip/place', { oid: pick.south.id, odd: pick.south.price, amount: '40.00' })

describe('a fault befalls the next bets', () => {
  test('refuse: the house says no in the words asked for, as often as asked', async () => {
    const { readMine } = await logIn()
    await turn({ house: 'north', kind: 'refuse', code: 'LIMIT', count: 2 })
    await turn({ house: 'south', kind: 'refuse' })
    expect(await betNorth()).toMatchObject({ status: 409, body: { code: 'LIMIT' } })
    expect(await betNorth()).toMatchObject({ status: 409, body: { code: 'LIMIT' } })
    expect(await betNorth()).toMatchObject({ status: 201 })
    expect(await readDecision(south, await betSouth())).toMatchObject({ s: 'R', c: 'CLOSED' })
    const { bets: taken, rejected } = await readMine()
    expect(taken).toHaveLength(1)
    expect(rejected.map(({ house, code }) => `${house} ${code}`)).toEqual([
      'north LIMIT',
      'north LIMIT',
      'south SUSPENDED',
    ])
  })

  test('delay: the bet is booked at once and answered late', async () => {
    const { readMine } = await logIn()
    await turn({ house: 'north', kind: 'delay', ms: 2000 })
    await turn({ house: 'south', kind: 'delay', ms: 2000 })
    let isAnswered = false
    const answer = betNorth().finally(() => (isAnswered = true))
    const placed = await betSouth()
    await eventually(async () =>
      expect((await readMine()).bets.map(({ state }) => state)).toEqual(['open', 'open']),
    )
    expect(isAnswered).toBe(false)
    expect(await readDecision(south, placed)).toMatchObject({ s: 'A' })
    expect(await answer).toMatchObject({ status: 201 })
  })

  test('pend: the decision itself is put off', async () => {
    const { readMine } = await logIn()
    await turn({ house: 'north', kind: 'pend', ms: 2000 })
    await turn({ house: 'south', kind: 'pend', ms: 2000 })
    const answer = betNorth()
    const placed = await betSouth()
    await eventually(async () =>
      expect((await readMine()).bets.map(({ state }) => state)).toEqual(['pending', 'pending']),
    )
    expect((await south.get('/my/funds')).body).toMatchObject({ f: '10,000.00' })
    expect(await answer).toMatchObject({ status: 201 })
    expect(await readDecision(south, placed)).toMatchObject({ s: 'A' })
    expect((await readMine()).bets.map(({ state }) => state)).toEqual(['open', 'open'])
  })

  test('lose-answer: the bet is booked and the connection breaks', async () => {
    const { readMine } = await logIn()
    await turn({ house: 'north', kind: 'lose-answer' })
    await turn({ house: 'south', kind: 'lose-answer' })
    await expect(betNorth()).rejects.toThrow('fetch failed')
    await expect(betSouth()).rejects.toThrow('fetch failed')
    await eventually(async () =>
      expect((await readMine()).bets.map(({ state }) => state)).toEqual(['open', 'open']),
    )
    expect((await north.get('/api/account')).body).toMatchObject({ balance: '9960.00' })
    expect((await south.get('/my/funds')).body).toMatchObject({ f: '9,960.00' })
  })

  test('worse-odds: the bet is booked below the odds asked', async () => {
    const { readMine } = await logIn()
    await turn({ house: 'north', kind: 'worse-odds', percent: 50 })
    await turn({ house: 'south', kind: 'worse-odds' })
    const { body } = await betNorth()
    await readDecision(south, await betSouth())
    const { bets: taken } = await readMine()
    for (const bet of taken) expect(Number(bet.odds)).toBeLessThan(Number(bet.askedOdds))
    expect(body).toMatchObject({ status: 'accepted', price: taken[0]?.odds })
    expect((await north.get('/api/bets?state=open')).body).toMatchObject({
      bets: [{ price: taken[0]?.odds }],
    })
  })

  test('less-stake: only a part of the stake is taken, and no more is paid', async () => {
    const { readMine } = await logIn()
    await turn({ house: 'north', kind: 'less-stake' })
    await turn({ house: 'south', kind: 'less-stake', percent: 25 })
    expect(await betNorth()).toMatchObject({ status: 201, body: { stake: '20.00' } })
    expect(await readDecision(south, await betSouth())).toMatchObject({ s: 'A', a: '10.00' })
    expect((await readMine()).bets).toMatchObject([
      { stake: '20.00', askedStake: '40.00' },
      { stake: '10.00', askedStake: '40.00' },
    ])
    expect((await north.get('/api/account')).body).toMatchObject({ balance: '9980.00' })
    expect((await south.get('/my/funds')).body).toMatchObject({ f: '9,990.00' })
  })

  test('double-book: one submit, one answer, two bets', async () => {
    const { readMine } = await logIn()
    await turn({ house: 'north', kind: 'double-book' })
    await turn({ house: 'south', kind: 'double-book' })
    expect(await betNorth()).toMatchObject({ status: 201 })
    expect(await readDecision(south, await betSouth())).toMatchObject({ s: 'A' })
    const { bets: taken } = await readMine()
    expect(taken.map(({ house, state }) => `${house} ${state}`)).toEqual([
      'north open',
      'north open',
      'south open',
      'south open',
    ])
    expect(new Set(taken.map(({ reference }) => reference)).size).toBe(4)
    expect((await north.get('/api/account')).body).toMatchObject({ balance: '9920.00' })
  })

  test('faults of several kinds befall the same bet together', async () => {
    const { readMine } = await logIn()
    await turn({ house: 'north', kind: 'lose-answer' })
    await turn({ house: 'north', kind: 'refuse' })
    await expect(betNorth()).rejects.toThrow('fetch failed')
    expect(await readMine()).toMatchObject({ bets: [], rejected: [{ code: 'SUSPENDED' }] })
  })

  test('a fault for one selection spares the others', async () => {
    await logIn()
    await turn({ house: 'north', kind: 'refuse', selectionId: 'another' })
    expect(await betNorth()).toMatchObject({ status: 201 })
    expect((await askAdmin(sandbox, 'GET /knobs')).body).toMatchObject({ knobs: [{ left: 1 }] })
  })

  test('a bet that is refused anyway uses no fault up', async () => {
    await logIn()
    await turn({ house: 'north', kind: 'less-stake' })
    const bet = { selectionId: pick.north.id, price: '900.00', stake: '40.00' }
    expect(await north.postJson('/api/bets', bet)).toMatchObject({
      body: { code: 'PRICE_CHANGED' },
    })
    expect(await betNorth()).toMatchObject({ body: { stake: '20.00' } })
  })
})

describe('a fault of the house', () => {
  test('suspend: the selection closes on the stream and to bets, until the knobs are cleared', async () => {
    await logIn()
    await using northStream = await followNorth(sandbox)
    await using southStream = await followSouth(sandbox)
    await turn({ house: 'north', kind: 'suspend', selectionId: pick.north.id })
    await turn({ house: 'south', kind: 'suspend', selectionId: pick.south.id })
    await eventually(() => expect(northStream.prices.get(pick.north.id)?.open).toBe(false))
    await eventually(() => expect(southStream.prices.get(pick.south.id)?.[2]).toBe(0))
    expect(await betNorth()).toMatchObject({ status: 409, body: { code: 'SUSPENDED' } })
    expect(await betSouth()).toMatchObject({ status: 409, body: { c: 'CLOSED' } })
    await askAdmin(sandbox, 'DELETE /knobs')
    await eventually(() => expect(northStream.prices.get(pick.north.id)?.open).toBe(true))
    await eventually(() => expect(southStream.prices.get(pick.south.id)?.[2]).toBe(1))
    expect(await betNorth()).toMatchObject({ status: 201 })
  })

  test('log-out: every session of the house ends, the other house keeps its own', async () => {
    await logIn()
    await turn({ house: 'north', kind: 'log-out' })
    expect(await betNorth()).toMatchObject({ status: 401, body: { code: 'LOGGED_OUT' } })
    expect((await north.get('/')).body).toContain('id="login-link"')
    expect(await south.get('/my/funds')).toMatchObject({ status: 200 })
  })

  test('change-page: no selector of the slip matches any more', async () => {
    await logIn()
    const readPages = async () =>
      [(await north.get('/')).body, (await south.get('/')).body].join('')
    const names = [
      ...['slip', 'slip-price', 'slip-stake', 'slip-place'].map((id) => `id="${id}"`),
      ...['pick', 'odd-value', 'amount', 'note'].map((name) => `class="${name}"`),
      'class="bet ',
      '<south-slip',
    ]
    const before = await readPages()
    expect(names.filter((name) => !before.includes(name))).toEqual([])
    await turn({ house: 'north', kind: 'change-page' })
    await turn({ house: 'south', kind: 'change-page' })
    const changed = await readPages()
    expect(names.filter((name) => changed.includes(name))).toEqual([])
    await askAdmin(sandbox, 'DELETE /knobs')
    expect(await readPages()).toContain('<south-slip')
  })
})

describe('the admin port', () => {
  test('tells nothing without the token, and that it is alive to anyone', async () => {
    const answer = await fetch(`${sandbox.admin.origin}/book`)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'TOKEN' })
    const wrong = await fetch(`${sandbox.admin.origin}/book`, {
      headers: { authorization: 'Bearer no' },
    })
    expect(wrong.status).toBe(401)
    expect((await fetch(`${sandbox.admin.origin}/healthz`)).status).toBe(200)
  })

  test.each([
    ['POST /knobs', { house: 'north', kind: 'unheard-of' }, 400, 'MALFORMED'],
    ['POST /knobs', { house: 'west', kind: 'refuse' }, 400, 'MALFORMED'],
    ['POST /knobs', { house: 'north', kind: 'delay' }, 400, 'MALFORMED'],
    ['POST /knobs', { house: 'north', kind: 'suspend', selectionId: '0' }, 404, 'NO_SELECTION'],
    ['POST /settle', { eventId: '0', result: 'first' }, 404, 'NO_EVENT'],
    ['POST /settle', {}, 400, 'MALFORMED'],
    ['POST /opportunity', { durationMs: -1 }, 400, 'MALFORMED'],
    ['GET /nowhere', undefined, 404, 'NOT_FOUND'],
  ])(
    '%s with %j is refused with a reason and changes nothing',
    async (request, body, status, code) => {
      const answer = await askAdmin(sandbox, request, body)
      expect(answer).toMatchObject({ status, body: { code, message: expect.any(String) } })
      expect((await askAdmin(sandbox, 'GET /knobs')).body).toEqual({ knobs: [] })
    },
  )
})
