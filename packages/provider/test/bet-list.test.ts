import { describe, expect, test } from 'vitest'
import { compileContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { nestedDocument } from './nested-contract.ts'

const compiled = compileContract(contractOf(nestedDocument))
const row = {
  ref: 'B-1',
  selection: 's1',
  stake: '20',
  price: '2.10',
  state: 'running',
  at: 1_795_536_000.25,
}
const read = (bets: unknown, status = 200) =>
  compiled.readOpenBets(status, JSON.stringify({ bets }))

const BET = {
  selectionId: 's1',
  stake: '20.00',
  odds: '2.1',
  status: 'open',
  placedAt: '2026-11-24T16:00:00.250Z',
  returned: null,
  cashOut: null,
}

test('bets are read from a list, or from an object keyed by reference', () => {
  expect(read([row])).toEqual({ ok: true, bets: [{ betReference: 'B-1', ...BET }] })
  const openBets = {
    ...nestedDocument.openBets,
    betReference: { at: '@key', level: 0, type: 'string' },
  }
  const keyed = compileContract(contractOf({ ...nestedDocument, openBets }))
  expect(keyed.readOpenBets(200, JSON.stringify({ bets: { 'K-9': row } }))).toEqual({
    ok: true,
    bets: [{ betReference: 'K-9', ...BET }],
  })
})

test('an empty list is read as no bets', () => {
  expect(read([])).toEqual({ ok: true, bets: [] })
})

test.each([
  [401, '{"bets":[]}', 'LOGGED_OUT'],
  [403, '{"bets":[]}', 'LOGGED_OUT'],
  [500, '{"bets":[]}', 'READ_FAILED'],
  [302, '{"bets":[]}', 'READ_FAILED'],
  [200, '', 'READ_FAILED'],
  [200, '<html>log in</html>', 'READ_FAILED'],
  [200, '{}', 'READ_FAILED'],
  [200, 'null', 'READ_FAILED'],
  [200, '{"bets":null}', 'READ_FAILED'],
  [200, '{"bets":"none"}', 'READ_FAILED'],
])('status %i with %s is a refusal, never an empty list', (status, body, code) => {
  expect(compiled.readOpenBets(status, body)).toMatchObject({ ok: false, code })
  expect(compiled.readHistory(status, body)).toMatchObject({ ok: false, code })
})

test.each([
  ['stake', { stake: 'all' }],
  ['odds', { price: 'SP' }],
  ['status', { state: 'sleeping' }],
  ['betReference', { ref: null }],
  ['placedAt', { at: 'today' }],
])(
  'one bet whose %s cannot be read is counted and kept as it came, and the others are read (C07)',
  (field, part) => {
    const odd = { ...row, ref: 'B-2', ...part }
    expect(read([row, odd, { ...row, ref: 'B-3' }])).toEqual({
      ok: true,
      bets: [
        { betReference: 'B-1', ...BET },
        { betReference: 'B-3', ...BET },
      ],
      unreadable: 1,
      unreadableRows: [`${field}: ${JSON.stringify(odd)}`],
    })
  },
)

test.each([
  ['a void', '1.00', '1'],
  ['a dead heat', '0.95', '0.95'],
  ['a bet of which nothing is paid', '0', '0'],
])('%s is listed at %s and read (C07)', (_, price, odds) => {
  expect(read([row, { ...row, ref: 'B-2', price }])).toEqual({
    ok: true,
    bets: [
      { betReference: 'B-1', ...BET },
      { betReference: 'B-2', ...BET, odds },
    ],
  })
})

test('a list that shows one page of several is read, and is known to be a part', () => {
  const openBets = { ...nestedDocument.openBets, more: '/next', total: '/count' }
  const paged = compileContract(contractOf({ ...nestedDocument, openBets }))
  const partial = (page: object) => {
    const answer = paged.readOpenBets(200, JSON.stringify({ bets: [row], count: 1, ...page }))
    return answer.ok && (answer.isPartial ?? false)
  }
  for (const whole of [{}, { next: null }, { next: false }, { next: '' }, { count: '1' }])
    expect(partial(whole)).toBe(false)
  for (const part of [{ next: '/bets?page=2' }, { next: true }, { count: 2 }, { count: null }])
    expect(partial(part)).toBe(true)
})

describe('a contract that says what is paid back', () => {
  const money = { level: 0, type: 'money' }
  const rule = {
    ...nestedDocument.openBets,
    returned: { ...money, at: '/back', default: null },
    cashOut: { ...money, at: '/offer', nothing: ['-'] },
  }
  const paying = compileContract(contractOf({ ...nestedDocument, openBets: rule, history: rule }))
  const readOne = (part: object) =>
    paying.readHistory(200, JSON.stringify({ bets: [{ ...row, ...part }] }))

  test.each([
    ['a bet that was won', { back: '1,042.00', offer: '-' }, { returned: '1042.00' }],
    ['a bet that was lost', { back: '0.00', offer: null }, { returned: '0.00' }],
    ['a bet that can be cashed out', { offer: '18.05' }, { cashOut: '18.05' }],
    ['a bet of which neither is known', { back: null, offer: '' }, {}],
  ])('reads %s', (_bet, part, found) => {
    expect(readOne(part)).toEqual({ ok: true, bets: [{ betReference: 'B-1', ...BET, ...found }] })
  })

  test.each([
    ['returned', { back: '-42.00', offer: '-' }],
    ['returned', { back: -42, offer: '-' }],
    ['returned', { back: 'half', offer: '-' }],
    ['returned', { back: '42.005', offer: '-' }],
    ['returned', { back: ['42.00'], offer: '-' }],
    ['cashOut', { offer: '-18.05' }],
    ['cashOut', { offer: false }],
    ['cashOut', {}],
  ])('an amount of %s that cannot be read is unreadable, never zero', (field, part) => {
    expect(readOne(part)).toMatchObject({
      ok: true,
      bets: [],
      unreadable: 1,
      unreadableRows: [expect.stringMatching(`^${field}: `)],
    })
  })
})

test('the balance is read, or refused', () => {
  expect(compiled.readBalance(200, '{"balance":"1,000.00"}')).toEqual({
    ok: true,
    balance: '1000.00',
  })
  expect(compiled.readBalance(200, '{"balance":-5}')).toMatchObject({
    ok: false,
    code: 'READ_FAILED',
  })
  expect(compiled.readBalance(401, '{"balance":"1.00"}')).toMatchObject({
    ok: false,
    code: 'LOGGED_OUT',
  })
})

test('the page may write odds and numbers in another way than the messages', () => {
  const page = { oddsFormat: 'fractional', numberLocale: 'comma' }
  const other = compileContract(contractOf({ ...nestedDocument, page }))
  expect([compiled.readOdds('2.10'), compiled.readMoney('1,000.00')]).toEqual(['2.1', '1000.00'])
  expect([other.readOdds('11/10'), other.readMoney('€ 1.000,00')]).toEqual(['2.1', '1000.00'])
  expect(other.readOdds('2.10')).toBeUndefined()
})
