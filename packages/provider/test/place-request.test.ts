import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { compileContract, matchesPermit } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { keyedDocument } from './keyed-contract.ts'
import { nestedDocument } from './nested-contract.ts'

const json = compileContract(contractOf(nestedDocument))
const form = compileContract(contractOf(keyedDocument))
const JSON_URL = 'http://book.test/api/bets'
const FORM_URL = 'http://book.test/place'

const bet = { selection: 's1', stake: '25.00', price: 2.1 }
const readJson = (...bets: unknown[]) =>
  json.readPlaceRequest('POST', JSON_URL, JSON.stringify({ bets }))
const readForm = (body: string) => form.readPlaceRequest('POST', FORM_URL, body)

test('a request to place a bet is read in the money and odds of the wire', () => {
  expect(readJson(bet)).toEqual({ selectionId: 's1', stake: '25.00', odds: '2.1' })
  expect(readForm('oid=9001&odd=11%2F10&amount=25')).toEqual({
    selectionId: '9001',
    stake: '25.00',
    odds: '2.1',
  })
})

test('a request for two bets is no request that a permit could allow', () => {
  expect(readJson(bet, bet)).toBeUndefined()
  expect(readForm('oid=9001&odd=11/10&amount=25&amount=100')).toBeUndefined()
})

test.each([
  ['a stake with a third decimal', { ...bet, stake: '25.001' }],
  ['a stake of an unknown currency', { ...bet, stake: '25 EUR' }],
  ['no odds', { ...bet, price: undefined }],
  ['no selection', { ...bet, selection: '' }],
  ['a selection number that is not exact', { ...bet, selection: 2 ** 60 }],
])('a request with %s is unreadable, and so is not let out', (_, part) => {
  expect(readJson(part)).toBeUndefined()
})

test('a request that would accept any odds is not let out', () => {
  expect(readForm('oid=9001&odd=11/10&amount=25&any=1')).toBeUndefined()
})

test('the place endpoint is known by method, origin and path; a query hides nothing', () => {
  expect(json.mayPlace('post', `${JSON_URL}?source=web`)).toBe(true)
  expect(json.mayPlace('POST', 'http://book.test/api/x/../bets#here')).toBe(true)
  expect(json.mayPlace('GET', JSON_URL)).toBe(false)
  expect(json.mayPlace('POST', 'http://elsewhere.test/api/bets')).toBe(false)
  expect(json.mayPlace('POST', 'http://book.test/api/bets/7/cash-out')).toBe(false)
  expect(json.mayPlace('POST', 'not a url')).toBe(false)
})

test.each([
  ['a user name', 'http://ada:secret@book.test/api/bets'],
  ['a letter as a code', 'http://book.test/api/%62ets'],
  ['a code of a code', 'http://book.test/api/%2562ets'],
  ['a slash as a code', 'http://book.test/api%2Fbets'],
  ['a path that goes back by codes', 'http://book.test/api/x/%2e%2e/bets'],
  ['slashes too many', 'http://book.test//api///bets/'],
  ['a backslash as a code', 'http://book.test/api%5Cbets'],
  ['a parameter of the path', 'http://book.test/api;v=1/bets;jsessionid=7'],
  ['capital letters', 'http://book.test/API/Bets'],
  ['a dot behind the host', 'http://book.test./api/bets'],
  ['the other scheme', 'https://book.test/api/bets'],
  ['a question mark as a code', 'http://book.test/api/bets%3Fx=1'],
])('with %s an address may still be the place endpoint', (_, url) => {
  expect(json.mayPlace('POST', url)).toBe(true)
  expect(json.mayPlace('PUT', url)).toBe(true)
  expect(json.mayPlace('GET', url)).toBe(false)
})

const permit = { selectionId: 's1', stake: '25.00', leastOdds: '2.05' }

test('a permit allows its own bet, at its odds or better', () => {
  const request = { selectionId: 's1', stake: '25.00', odds: '2.05' }
  expect(matchesPermit(request, permit)).toEqual({ ok: true })
  expect(matchesPermit({ ...request, stake: '25', odds: '2.1' }, permit)).toEqual({ ok: true })
})

test.each([
  [{ selectionId: 's2' }, 'the request bets on s2, the permit on s1'],
  [{ stake: '25.01' }, 'the request stakes 25.01, the permit 25.00'],
  [{ stake: '24.99' }, 'the request stakes 24.99, the permit 25.00'],
  [{ stake: 'x' }, 'the request stakes x, the permit 25.00'],
  [{ odds: '2.049999' }, 'the request takes odds of 2.049999, the permit at least 2.05'],
  [{ odds: 'NaN' }, 'the request takes odds of NaN, the permit at least 2.05'],
])('a permit does not allow a bet that differs by %j', (difference, why) => {
  const request = { selectionId: 's1', stake: '25.00', odds: '2.10', ...difference }
  expect(matchesPermit(request, permit)).toEqual({ ok: false, why })
})

test('an unreadable permit allows nothing', () => {
  const request = { selectionId: 's1', stake: 'x', odds: '2.1' }
  expect(matchesPermit(request, { ...permit, stake: 'x' }).ok).toBe(false)
  expect(matchesPermit({ ...request, stake: '25' }, { ...permit, leastOdds: '' }).ok).toBe(false)
})

test('a permit allows exactly its stake, and exactly the odds that are not less', () => {
  const cents = integer({ min: 1, max: 1_000_000 })
  const hundredths = integer({ min: 101, max: 10_000 })
  const write = (minor: number) =>
    `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
  assert(
    property(
      cents,
      integer({ min: -1, max: 1 }),
      hundredths,
      integer({ min: -1, max: 1 }),
      (stake, more, odds, better) => {
        const request = {
          selectionId: 's1',
          stake: write(stake + more),
          odds: write(odds + better),
        }
        const allowed = { selectionId: 's1', stake: write(stake), leastOdds: write(odds) }
        expect(matchesPermit(request, allowed).ok).toBe(more === 0 && better >= 0)
      },
    ),
  )
})
