import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../src/index.ts'
import {
  askAdmin,
  logInSouth,
  openSandbox,
  readBook,
  readDecision,
  visitSouth,
  type Customer,
} from './support/customers.ts'
import { followSouth } from './support/streams.ts'
import { eventually } from './support/eventually.ts'

describe('South', () => {
  let sandbox: Sandbox
  let ada: Customer
  /** An open outcome, its odds and largest stake. */
  let pick: { oid: string; odd: string; max: string }

  beforeAll(async () => {
    // Longer than a busy machine takes for the three questions that a test asks meanwhile.
    sandbox = await openSandbox({ southLiveDelayMs: 3000 })
    ada = await logInSouth(sandbox)
    await using stream = await followSouth(sandbox)
    for (const [oid, [odd, max]] of stream.prices) pick = { oid, odd, max }
  })
  afterAll(() => sandbox.stop())

  const slip = (amount: string, odd = pick.odd) => ({ oid: pick.oid, odd, amount })

  test('shows who is signed in and the funds, or where to sign in', async () => {
    const { body: page } = await ada.get('/')
    expect(page).toContain('<span class="funds">10,000.00</span>')
    expect(page).toContain('<span class="customer">ada</span>')
    expect(page).not.toContain('class="signin"')
    const { body: visitorsPage } = await visitSouth(sandbox).get('/')
    expect(visitorsPage).toContain('class="signin"')
    expect(visitorsPage).not.toContain('class="customer"')
  })

  test('a bet is held for the live delay, then accepted', async () => {
    const eve = await logInSouth(sandbox, 'eve')
    const placed = await eve.postForm('/slip/place', slip('25.00'))
    expect(placed).toMatchObject({ status: 202, body: { s: 'P' } })
    const { reference } = (await readBook(sandbox)).bets.find(({ user }) => user === 'eve') ?? {
      reference: '',
    }
    expect((await eve.get('/my/open')).body).toMatchObject({
      b: { [reference]: { st: 'P', co: '-' } },
    })
    expect((await eve.get('/my/funds')).body).toEqual({ f: '10,000.00', c: 'EUR' })

    expect(await readDecision(eve, placed)).toEqual({
      s: 'A',
      r: reference,
      oid: pick.oid,
      a: '25.00',
      o: pick.odd,
    })
    expect((await eve.get('/my/open')).body).toEqual({
      b: {
        [reference]: {
          oid: pick.oid,
          a: '25.00',
          o: pick.odd,
          st: 'O',
          at: expect.any(Number),
          co: '23.75',
        },
      },
    })
    expect((await eve.get('/my/settled')).body).toEqual({ b: {} })
    expect((await eve.get('/my/funds')).body).toEqual({ f: '9,975.00', c: 'EUR' })
    expect((await readBook(sandbox)).bets).toContainEqual(
      expect.objectContaining({ house: 'south', reference, state: 'open', stake: '25.00' }),
    )
    expect((await eve.get('/my')).body).toContain(reference)
  })

  test('a selection that closes during the delay refuses the bet', async () => {
    const placed = await ada.postForm('/slip/place', slip('25.00'))
    await askAdmin(sandbox, 'POST /knobs', {
      house: 'south',
      kind: 'suspend',
      selectionId: pick.oid,
    })
    expect(await readDecision(ada, placed)).toEqual({ s: 'R', c: 'CLOSED', d: expect.any(String) })
    await askAdmin(sandbox, 'DELETE /knobs')
    expect((await ada.get('/my/open')).body).toEqual({ b: {} })
    expect((await ada.get('/my/funds')).body).toMatchObject({ f: '10,000.00' })
  })

  test.each([
    ['odds that are no longer there', () => slip('10.00', '900/1'), 409, 'ODDS'],
    ['more than the largest stake', () => slip(`${Number(pick.max) + 1}`), 409, 'MAX'],
    ['an outcome that is not listed', () => ({ ...slip('10.00'), oid: '1' }), 409, 'CLOSED'],
    ['no fraction', () => slip('10.00', '2.10'), 400, 'FORM'],
  ])('%s: refused at once', async (_title, ask, status, code) => {
    const answer = await ada.postForm('/slip/place', ask())
    expect(answer).toEqual({ status, body: { s: 'R', c: code, d: expect.any(String) } })
  })

  test('a customer who takes any odds gets the present ones', async () => {
    const placed = await ada.postForm('/slip/place', { ...slip('10.00', '900/1'), any: '1' })
    expect(await readDecision(ada, placed)).toMatchObject({ s: 'A', o: pick.odd })
  })

  test('nobody bets, or sees bets, without a session', async () => {
    const visitor = visitSouth(sandbox)
    const refused = { status: 401, body: { s: 'R', c: 'AUTH' } }
    expect(await visitor.postForm('/slip/place', slip('10.00'))).toMatchObject(refused)
    for (const path of ['/my/open', '/my/settled', '/my/funds'])
      expect(await visitor.get(path)).toMatchObject(refused)
  })

  test('cash-out pays once', async () => {
    const max = await logInSouth(sandbox, 'max')
    await readDecision(max, await max.postForm('/slip/place', slip('100.00')))
    const { reference: r } = (await readBook(sandbox)).bets.find(({ user }) => user === 'max') ?? {
      reference: '',
    }
    expect((await max.postForm('/my/cashout', { r })).body).toEqual({ s: 'C', r, a: '95.00' })
    expect(await max.postForm('/my/cashout', { r })).toMatchObject({
      status: 409,
      body: { s: 'R' },
    })
    expect((await max.get('/my/settled')).body).toMatchObject({
      b: { [r]: { st: 'C', pb: '95.00' } },
    })
    expect((await max.get('/my/funds')).body).toMatchObject({ f: '9,995.00' })
  })
})

describe("South's stream", () => {
  test('tells every name once, then only prices that changed', async () => {
    await using sandbox = await openSandbox({ tickMs: 10 })
    await using stream = await followSouth(sandbox)
    await eventually(() => expect(stream.events.length).toBeGreaterThan(20))
    expect(stream.events.filter((name) => name === 'names')).toHaveLength(1)
    expect(stream.events.slice(0, 2)).toEqual(['names', 'px'])
  })

  test('tells short names, fractions, and an event and a market for each outcome', async () => {
    await using sandbox = await openSandbox()
    await using stream = await followSouth(sandbox)
    const { e: events, m: markets, o: outcomes } = stream.names()
    expect(Object.values(events).map(([home]) => home)).toContain('Man Utd')
    expect(new Set(Object.values(events).map(([, , , sport]) => sport))).toEqual(
      new Set(['TEN', 'BASK', 'FOOT']),
    )
    expect([...stream.prices.keys()].toSorted()).toEqual(Object.keys(outcomes).toSorted())
    for (const [market] of Object.values(outcomes))
      expect(events).toHaveProperty(markets[market]?.[0] ?? '')
    for (const [odd, max] of stream.prices.values()) {
      expect(odd).toMatch(/^\d+\/\d+$/)
      expect(max).toMatch(/^\d+\.\d\d$/)
    }
  })
})
