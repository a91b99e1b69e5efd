import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../src/index.ts'
import {
  logInNorth,
  openSandbox,
  readBook,
  visitNorth,
  type Customer,
} from './support/customers.ts'
import { followNorth } from './support/streams.ts'
import { eventually } from './support/eventually.ts'

describe('North', () => {
  let sandbox: Sandbox
  let ada: Customer
  /** An open selection, its price and its largest stake. */
  let pick: { id: string; price: string; limit: string }

  beforeAll(async () => {
    sandbox = await openSandbox()
    ada = await logInNorth(sandbox)
    await using stream = await followNorth(sandbox)
    for (const [id, { price, limit }] of stream.prices) pick = { id, price, limit }
  })
  afterAll(() => sandbox.stop())

  const bet = (stake: string, price = pick.price) => ({ selectionId: pick.id, price, stake })

  test('shows who is logged in and the balance, or where to log in', async () => {
    const { body: page } = await ada.get('/')
    expect(page).toContain('<span id="balance">10000.00</span>')
    expect(page).toContain('<span id="account-name">ada</span>')
    expect(page).not.toContain('login-link')
    const { body: visitorsPage } = await visitNorth(sandbox).get('/')
    expect(visitorsPage).toContain('id="login-link"')
    expect(visitorsPage).not.toContain('id="account-name"')
  })

  test('a wrong password opens no session', async () => {
    const answer = await visitNorth(sandbox).postForm('/login', {
      username: 'eve',
      password: 'guess',
    })
    expect(answer.status).toBe(401)
    expect(answer.body).toContain('do not match')
  })

  test('a name cannot put markup on the page', async () => {
    const mallory = await logInNorth(sandbox, '<img src=x>')
    expect((await mallory.get('/')).body).toContain('&lt;img src=x&gt;')
  })

  test('an accepted bet is in the private book, in the open bets, and out of the balance', async () => {
    const eve = await logInNorth(sandbox, 'eve')
    const { status, body } = await eve.postJson('/api/bets', bet('25.50'))
    expect(status).toBe(201)
    expect(body).toEqual({
      status: 'accepted',
      ref: expect.stringMatching(/^N\d+$/),
      selectionId: pick.id,
      stake: '25.50',
      price: pick.price,
    })
    const booked = (await readBook(sandbox)).bets.find(({ user }) => user === 'eve')
    expect(booked).toMatchObject({
      house: 'north',
      selectionId: pick.id,
      stake: '25.50',
      odds: pick.price,
      state: 'open',
    })
    expect((await eve.get('/api/bets?state=open')).body).toEqual({
      bets: [
        {
          ref: booked?.reference,
          selectionId: pick.id,
          stake: '25.50',
          price: pick.price,
          state: 'open',
          placedAt: booked?.placedAt,
          cashOut: '24.21',
        },
      ],
    })
    expect((await eve.get('/api/bets?state=settled')).body).toEqual({ bets: [] })
    expect((await eve.get('/api/account')).body).toEqual({ balance: '9974.50', currency: 'EUR' })
    expect((await eve.get('/bets')).body).toContain(booked?.reference)
  })

  test('a lower price than the present one is accepted at the price asked', async () => {
    const answer = await ada.postJson('/api/bets', bet('1.00', '1.01'))
    expect(answer).toMatchObject({ status: 201, body: { price: '1.01' } })
  })

  test.each([
    ['a price that is no longer there', () => bet('10.00', '900.00'), 409, 'PRICE_CHANGED'],
    ['more than the largest stake', () => bet(`${Number(pick.limit) + 0.01}`), 409, 'LIMIT'],
    [
      'a selection that is not listed',
      () => ({ ...bet('10.00'), selectionId: '1' }),
      409,
      'SUSPENDED',
    ],
    ['a stake of nothing', () => bet('0.00'), 400, 'MALFORMED'],
    ['a stake in words', () => bet('ten'), 400, 'MALFORMED'],
  ])('a bet at %3$s %2$s: %0$s is refused', async (_title, ask, status, code) => {
    const answer = await ada.postJson('/api/bets', ask())
    expect(answer).toMatchObject({
      status,
      body: { status: 'rejected', code, message: expect.any(String) },
    })
  })

  test('a stake above the balance is refused, and every refusal is in the private book', async () => {
    await using poor = await openSandbox({ initialMinor: 5_00 })
    const customer = await logInNorth(poor)
    const answer = await customer.postJson('/api/bets', bet('5.01', '1.01'))
    expect(answer).toMatchObject({ status: 409, body: { code: 'FUNDS' } })
    const book = await readBook(poor)
    expect(book.bets).toEqual([])
    expect(book.rejected).toMatchObject([
      { user: 'ada', code: 'FUNDS', stake: '5.01', placedAt: null },
    ])
    expect(book.balances).toEqual([{ house: 'north', user: 'ada', balance: '5.00' }])
  })

  test('nobody bets, or sees bets, without a session', async () => {
    const visitor = visitNorth(sandbox)
    expect(await visitor.postJson('/api/bets', bet('10.00'))).toMatchObject({
      status: 401,
      body: { code: 'LOGGED_OUT' },
    })
    for (const path of ['/api/bets?state=open', '/api/account']) {
      expect(await visitor.get(path)).toMatchObject({ status: 401, body: { code: 'LOGGED_OUT' } })
    }
    expect((await readBook(sandbox)).rejected).toContainEqual(
      expect.objectContaining({ user: null, code: 'LOGGED_OUT' }),
    )
  })

  test('cash-out pays once', async () => {
    const max = await logInNorth(sandbox, 'max')
    await max.postJson('/api/bets', bet('100.00'))
    const { reference } = (await readBook(sandbox)).bets.find(({ user }) => user === 'max') ?? {
      reference: '',
    }
    expect(await ada.postJson(`/api/bets/${reference}/cash-out`)).toMatchObject({ status: 409 })
    expect(await max.postJson(`/api/bets/${reference}/cash-out`)).toEqual({
      status: 200,
      body: { status: 'cashed_out', ref: reference, amount: '95.00' },
    })
    expect(await max.postJson(`/api/bets/${reference}/cash-out`)).toMatchObject({ status: 409 })
    expect((await max.get('/api/account')).body).toMatchObject({ balance: '9995.00' })
    expect((await max.get('/api/bets?state=settled')).body).toMatchObject({
      bets: [{ state: 'cashed_out', returned: '95.00' }],
    })
  })
})

describe("North's stream", () => {
  test('begins with a snapshot, and no number is ever left out', async () => {
    await using sandbox = await openSandbox({ tickMs: 10 })
    await using stream = await followNorth(sandbox)
    await eventually(() => expect(stream.messages.length).toBeGreaterThan(30))
    const [snapshot, ...updates] = stream.messages
    expect(snapshot?.type).toBe('snapshot')
    expect(updates.every(({ type }) => type === 'update')).toBe(true)
    const first = snapshot?.seq ?? 0
    expect(stream.messages.map(({ seq }) => seq)).toEqual(
      stream.messages.map((_message, index) => first + index),
    )
  })

  test('tells names in full, decimal prices and times as dates', async () => {
    await using sandbox = await openSandbox()
    await using stream = await followNorth(sandbox)
    expect(stream.messages).toHaveLength(1)
    expect(stream.messages[0]).toMatchObject({ type: 'snapshot', seq: 1 })
    const [snapshot] = stream.messages
    const events = snapshot?.type === 'snapshot' ? snapshot.events : []
    expect(events.map(({ home }) => home)).toContain('Manchester United')
    for (const { price, limit } of stream.prices.values()) {
      expect(price).toMatch(/^\d+\.\d\d$/)
      expect(limit).toMatch(/^\d+\.\d\d$/)
    }
  })
})
