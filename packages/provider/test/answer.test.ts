import {
  assert,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  oneof,
  property,
  string,
} from 'fast-check'
import { expect, test } from 'vitest'
import { compileContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { nestedDocument } from './nested-contract.ts'

const compiled = compileContract(contractOf(nestedDocument))
const read = (status: number, body: unknown) => compiled.readAnswer(status, JSON.stringify(body))

const ACCEPTED = { status: 'ok', ref: 'B-1', stake: '20.00', price: 2.05 }

test('an acceptance carries what was really taken', () => {
  expect(read(201, ACCEPTED)).toEqual({
    state: 'ACCEPTED',
    stake: '20.00',
    odds: '2.05',
    betReference: 'B-1',
    code: null,
    message: null,
    ticket: null,
  })
})

test.each([
  ['no reference', { ...ACCEPTED, ref: undefined }],
  ['an empty reference', { ...ACCEPTED, ref: '' }],
  ['a stake that cannot be read', { ...ACCEPTED, stake: '20.001' }],
  ['no stake where the contract says there is one', { ...ACCEPTED, stake: undefined }],
  ['odds that are none', { ...ACCEPTED, price: 'SP' }],
])('an acceptance with %s is unknown, never rejected', (_, body) => {
  expect(read(200, body).state).toBe('UNKNOWN')
})

test('an acceptance that cannot be read keeps its reference, by which the bet is found', () => {
  expect(read(200, { ...ACCEPTED, stake: 'all' })).toMatchObject({
    state: 'UNKNOWN',
    betReference: 'B-1',
  })
})

test('a refusal has our code and the provider’s words', () => {
  expect(read(409, { error: { code: 'PRICE', text: 'The price has moved.' } })).toMatchObject({
    state: 'REJECTED',
    code: 'ODDS_CHANGED',
    message: 'The price has moved.',
  })
  expect(read(200, { error: { code: 'LIMIT' } })).toMatchObject({
    state: 'REJECTED',
    message: 'LIMIT',
  })
})

test.each([['NO_SUCH_TICKET'], ['toString'], [undefined]])(
  'a refusal with the code %s, which the contract does not know, proves nothing',
  (code) => {
    expect(read(404, { error: { code } })).toMatchObject({ state: 'UNKNOWN', code: null })
  },
)

test('a bet that the provider holds is pending under its ticket', () => {
  expect(read(202, { status: 'wait', ticket: 77 })).toMatchObject({
    state: 'PENDING',
    ticket: '77',
  })
})

test.each([
  [500, JSON.stringify({ error: { code: 'PRICE' } })],
  [503, JSON.stringify(ACCEPTED)],
  [302, JSON.stringify(ACCEPTED)],
  [0, ''],
  [409, JSON.stringify(ACCEPTED)],
  [404, JSON.stringify({ status: 'wait' })],
  [200, ''],
  [200, '<html>Thank you</html>'],
  [200, '{"status":"ok"'],
  [200, '{"status":"OK"}'],
  [409, '<html>Conflict</html>'],
  [401, '{}'],
])('status %i with %s proves nothing', (status, body) => {
  expect(compiled.readAnswer(status, body)).toMatchObject({ state: 'UNKNOWN', code: null })
})

test('only an answer that the contract knows is ever anything but unknown', () => {
  const value = oneof(
    jsonValue(),
    dictionary(
      constantFrom('status', 'error', 'ref', 'stake', 'price', '__proto__'),
      oneof(string(), integer(), constantFrom('ok', 'wait', '1.00', '2.00')),
    ),
  )
  assert(
    property(integer({ min: 0, max: 600 }), value, (status, answer) => {
      const { state, betReference, stake, odds } = read(status, answer)
      const isSuccess = status >= 200 && status < 300
      const isWhole = ![betReference, stake, odds].includes(null)
      const isRefusal = state === 'REJECTED' && status >= 400 && status < 500
      expect(state !== 'ACCEPTED' || (isWhole && isSuccess)).toBe(true)
      expect(state === 'UNKNOWN' || isSuccess || isRefusal).toBe(true)
    }),
  )
})

test('only a request for the same ticket tells the outcome of a pending bet', () => {
  const follows = (method: string, url: string, ticket: string | null) =>
    compiled.matchFollow(method, url, ticket)
  const url = 'http://book.test/api/tickets/status?ticket=77&x=1'
  expect(follows('get', url, '77')).toBe(true)
  expect(follows('GET', url, '78')).toBe(false)
  expect(follows('GET', url, null)).toBe(false)
  expect(follows('POST', url, '77')).toBe(false)
  expect(follows('GET', `${url}&ticket=78`, '77')).toBe(false)
  expect(follows('GET', 'http://elsewhere.test/api/tickets/status?ticket=77', '77')).toBe(false)
})

test('what an acceptance says of its bet is read where the contract asks for it, and unreadable is no acceptance', () => {
  const bet = { selection: 7, event: 'e1', at: '2026-11-22T10:00:42Z' }
  const parts = { selectionId: '/selection', eventId: '/event', placedAt: '/at' }
  const { receipt } = nestedDocument
  const cases = receipt.cases.map((one) => (one.status === 'ACCEPTED' ? { ...one, ...parts } : one))
  const asking = compileContract(contractOf({ ...nestedDocument, receipt: { ...receipt, cases } }))
  const reads = (change: object) =>
    asking.readAnswer(201, JSON.stringify({ ...ACCEPTED, ...bet, ...change }))
  expect(reads({})).toMatchObject({
    state: 'ACCEPTED',
    selectionId: '7',
    eventId: 'e1',
    placedAt: '2026-11-22T10:00:42.000Z',
  })
  expect(reads({ at: 'today' })).toMatchObject({ state: 'UNKNOWN', selectionId: '7' })
  expect(reads({ selection: undefined })).toMatchObject({ state: 'UNKNOWN' })
})
