import { expect, test } from 'vitest'
import { compileContract, readContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { nestedDocument } from './nested-contract.ts'
import { send } from './send.ts'

const language2 = { ...nestedDocument, schema: 'provider-contract/2' }
const KICK_OFF = '2026-11-24T16:00:00.000Z'

const price = (words: object) => {
  const [first, update, ...others] = nestedDocument.stream.map
  const odds = { at: '/price', level: 0, type: 'odds', ...words }
  const map = [first, { ...update, fields: { ...update?.fields, odds } }, ...others]
  return { ...language2, stream: { ...nestedDocument.stream, map } }
}
const SNAPSHOT: unknown = JSON.parse(nestedDocument.fixtures[0]?.frames[0]?.body ?? '')
const update = (part: object) => ({
  type: 'update',
  seq: 2,
  prices: [{ id: 's1', open: true, ...part }],
})

test('the stream, the request, the answer and the lists read one scale (C27)', () => {
  const scales = { odds: 'thousandths', money: 'thousandths', line: 'thousandths' }
  const compiled = compileContract(
    contractOf({
      ...language2,
      scales,
      fixtures: [{ ...nestedDocument.fixtures[0], quotes: [] }, ...nestedDocument.fixtures],
    }),
  )
  const mapper = compiled.createMapper()
  const selections = [
    { id: 's1', side: 'over', price: 1850, limit: 250_000, open: true },
    { id: 's2', side: 'under', price: 2050, limit: 250_000, open: true },
  ]
  const markets = [{ kind: 'total', line: 2500, selections }]
  const event = { id: 'e1', home: 'Ada', away: 'Bea', start: KICK_OFF, sport: 'tennis', markets }
  const { quotes } = send(mapper, { type: 'snapshot', seq: 1, events: [event] })
  expect(quotes).toMatchObject([
    { odds: '1.85', line: '2.5', maxStake: '250.00' },
    { odds: '2.05', line: '2.5', maxStake: '250.00' },
  ])
  const bet = { selection: 's1', stake: 10_000, price: 1850 }
  const url = 'http://book.test/api/bets'
  expect(compiled.readPlaceRequest('POST', url, JSON.stringify({ bets: [bet] }))).toEqual({
    selectionId: 's1',
    stake: '10.00',
    odds: '1.85',
  })
  const answer = { status: 'ok', ref: 'B', stake: 10_000, price: 1850 }
  expect(compiled.readAnswer(200, JSON.stringify(answer))).toMatchObject({
    stake: '10.00',
    odds: '1.85',
  })
  const listed = { ref: 'B', state: 'running', at: 1_795_536_000, ...bet }
  expect(compiled.readOpenBets(200, JSON.stringify({ bets: [listed] }))).toMatchObject({
    bets: [{ stake: '10.00', odds: '1.85' }],
  })
  expect(compiled.readBalance(200, '{"balance":1000000}')).toEqual({ ok: true, balance: '1000.00' })
  // The page writes units all the same.
  expect([compiled.slip.odds('1.85'), compiled.slip.writeStake('10.00')]).toEqual(['1.85', '10.00'])
})

test('a fraction in two fields is read', () => {
  const mapper = compileContract(
    contractOf(price({ at: '/up', over: '/down', format: 'fractional' })),
  ).createMapper()
  send(mapper, SNAPSHOT)
  expect(send(mapper, update({ up: 15, down: '2' })).quotes).toMatchObject([{ odds: '8.5' }])
  const { deleted, faults } = send(mapper, { ...update({ up: 15 }), seq: 3 })
  expect([deleted, faults]).toEqual([
    ['s1'],
    [
      'stream.map[1].fields.odds: "15/?" at "/up" cannot be read as odds: correct its "format", "scale", "numberLocale" or "between", or "oddsRange"',
    ],
  ])
})

test('what cannot be read is named with its place, its value and what to do, once a frame', () => {
  const mapper = compileContract(contractOf(language2)).createMapper()
  send(mapper, SNAPSHOT)
  const prices = [1850, 1900].map((odds, at) => ({ id: `s${at + 1}`, price: odds, open: true }))
  expect(send(mapper, { type: 'update', seq: 2, prices })).toMatchObject({
    deleted: ['s1'],
    faults: [
      'stream.map[1].fields.odds: 1850 at "/price" cannot be read as odds: correct its "format", "scale", "numberLocale" or "between", or "oddsRange"',
    ],
  })
})

const withStake = (stake: unknown) => ({
  ...language2,
  place: { ...nestedDocument.place, endpoint: { ...nestedDocument.place.endpoint, stake } },
})
test.each([
  [
    price({ format: 'american', scale: 'thousandths' }),
    'stream.map[1].fields.odds.scale: american odds have none',
  ],
  [
    price({ format: 'dmy' }),
    'stream.map[1].fields.odds.format: dmy is no format of this value: decimal or fractional or american or hongkong or malay or indonesian or probability',
  ],
  [price({ scale: 'minor' }), 'stream.map[1].fields.odds.scale: only money has minor units'],
  [price({ over: '/down' }), 'stream.map[1].fields.odds.over: is for fractional odds'],
  [price({ zone: 'UTC' }), 'stream.map[1].fields.odds.zone: this value is no time'],
  [price({ between: {} }), 'stream.map[1].fields.odds.between: needs "after" or "before"'],
  [
    withStake({ at: '/stake', scale: 'dozens' }),
    'place.endpoint.stake.scale: must be "units" or "tenths" or "hundredths" or "thousandths" or "tenThousandths" or "hundredThousandths" or "millionths" or "minor"',
  ],
  [{ ...language2, scales: { odds: 'minor' } }, 'scales.odds: only money has minor units'],
  [
    { ...language2, oddsFormat: 'american', scales: { odds: 'tenths' } },
    'scales.odds: american odds have no scale',
  ],
  [
    { ...language2, oddsRange: { min: '5', max: '2' } },
    'oddsRange.min: is not below oddsRange.max',
  ],
  [
    { ...price({ scale: 'thousandths' }), schema: 'provider-contract/1' },
    'stream.map[1].fields.odds.scale: is a word of "provider-contract/2": name it in "schema"',
  ],
  [
    { ...withStake({ at: '/bets/0/stake', scale: 'minor' }), schema: 'provider-contract/1' },
    'place.endpoint.stake.scale: is a word of "provider-contract/2": name it in "schema"',
  ],
])('words that do not fit are found at import: %#', (document, fault) => {
  const reading = readContract(document)
  expect(reading.ok ? [] : reading.faults).toContain(fault)
})
