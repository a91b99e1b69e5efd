import { expect, test } from 'vitest'
import { compileContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { nestedDocument } from './nested-contract.ts'
import { send, told } from './send.ts'

const openNested = () => compileContract(contractOf(nestedDocument)).createMapper()

const selection = (id: string, side: string, price: unknown = '2.10') => ({
  id,
  side,
  price,
  limit: '250.00',
  open: true,
})

const snapshot = (seq: number, ...selections: unknown[]) => ({
  type: 'snapshot',
  seq,
  events: [
    {
      id: 'e1',
      home: 'Ada',
      away: 'Bea',
      start: '2026-11-24T16:00:00Z',
      sport: 'tennis',
      markets: [{ kind: 'winner', line: null, selections }],
    },
  ],
})
const update = (seq: number, ...prices: unknown[]) => ({ type: 'update', seq, prices })

test('a snapshot gives all its quotes and forgets what was before', () => {
  const mapper = openNested()
  send(mapper, snapshot(1, selection('s1', 'home'), selection('s2', 'away')))
  const mapped = send(mapper, snapshot(2, selection('s2', 'away', 1.5)))
  expect(mapped).toMatchObject({ matched: true, reset: true, gap: false, deleted: [], faults: [] })
  expect(mapped.quotes).toEqual([
    {
      providerId: 'nested',
      eventId: 'e1',
      home: 'Ada',
      away: 'Bea',
      start: '2026-11-24T16:00:00.000Z',
      sport: 'tennis',
      competition: null,
      market: 'match_winner',
      line: null,
      selectionId: 's2',
      outcome: 'away',
      odds: '1.5',
      maxStake: '250.00',
      suspended: false,
    },
  ])
  expect(told(send(mapper, update(3, { id: 's1', price: '3.00' })))).toEqual([])
})

test('an update gives only what it touched, and keeps what it does not say', () => {
  const mapper = openNested()
  send(mapper, snapshot(1, selection('s1', 'home'), selection('s2', 'away')))
  const mapped = send(mapper, update(2, { id: 's1', open: false }))
  expect(mapped.reset).toBe(false)
  expect(mapped.quotes).toMatchObject([{ selectionId: 's1', odds: '2.1', suspended: true }])
})

test('a price that cannot be read takes its quote away: the old price is not kept', () => {
  const mapper = openNested()
  send(mapper, snapshot(1, selection('s1', 'home')))
  const mapped = send(mapper, update(2, { id: 's1', price: 'SP' }))
  expect(mapped).toMatchObject({
    quotes: [],
    deleted: ['s1'],
    faults: ['map rule 1: unreadable odds'],
  })
  expect(send(mapper, update(3, { id: 's1', limit: '9.00' })).quotes).toEqual([])
  expect(told(send(mapper, update(4, { id: 's1', price: '2.20' })))).toEqual([['s1', '2.2']])
})

test.each([[null], [''], ['-'], [0]])(
  'a price that is withdrawn by %j takes its quote away and is no fault',
  (price) => {
    const mapper = openNested()
    send(mapper, snapshot(1, selection('s1', 'home')))
    expect(send(mapper, update(2, { id: 's1', price }))).toMatchObject({
      deleted: ['s1'],
      faults: [],
    })
  },
)

test('of a list only the elements that the rule wants are read', () => {
  const [first, ...others] = nestedDocument.stream.map
  const map = [{ ...first, where: [{ at: '/kind', equals: 'back' }] }, ...others]
  const contract = contractOf({ ...nestedDocument, stream: { ...nestedDocument.stream, map } })
  const mapper = compileContract(contract).createMapper()
  const back = { ...selection('s1', 'home'), kind: 'back' }
  expect(
    told(send(mapper, snapshot(1, back, { ...selection('s2', 'away'), kind: 'lay' }))),
  ).toEqual([['s1', '2.1']])
})

test('a default does not stand in for a value that could not be read', () => {
  const [names, prices, ...others] = nestedDocument.stream.map
  const open = {
    at: '/open',
    level: 0,
    type: 'bool',
    words: { true: false, false: true },
    default: false,
  }
  const fields = { ...prices?.fields, suspended: open }
  const map = [names, { ...prices, fields }, ...others]
  const document = { ...nestedDocument, stream: { ...nestedDocument.stream, map } }
  const mapper = compileContract(contractOf(document)).createMapper()
  send(mapper, snapshot(1, selection('s1', 'home')))
  expect(send(mapper, update(2, { id: 's1', open: 'maybe' })).deleted).toEqual(['s1'])
  expect(send(mapper, update(3, { id: 's1', price: '2.20' })).quotes).toEqual([])
  expect(told(send(mapper, update(4, { id: 's1', open: true })))).toEqual([['s1', '2.2']])
})

test('two parts of a snapshot in one frame are one snapshot', () => {
  const sources = [{ ...nestedDocument.stream.sources[0], decoders: ['json-lines'] }]
  const document = { ...nestedDocument, stream: { ...nestedDocument.stream, sources } }
  const mapper = compileContract(contractOf(document)).createMapper()
  const parts = [snapshot(1, selection('s1', 'home')), snapshot(2, selection('s2', 'away'))]
  const mapped = mapper.map(0, { body: parts.map((part) => JSON.stringify(part)).join('\n') })
  expect(told(mapped)).toEqual([
    ['s1', '2.1'],
    ['s2', '2.1'],
  ])
  expect(told(send(mapper, snapshot(3, selection('s2', 'away'))))).toEqual([['s2', '2.1']])
})

test('a removed selection is deleted once', () => {
  const mapper = openNested()
  send(mapper, snapshot(1, selection('s1', 'home')))
  expect(send(mapper, { type: 'remove', seq: 2, ids: ['s1', 's9'] }).deleted).toEqual(['s1'])
  expect(send(mapper, { type: 'remove', seq: 3, ids: ['s1'] }).deleted).toEqual([])
})

test('a gap in the sequence resets, and nothing is quoted until the next snapshot', () => {
  const mapper = openNested()
  send(mapper, snapshot(1, selection('s1', 'home')))
  expect(send(mapper, update(3, { id: 's1', price: '2.20' }))).toMatchObject({
    reset: true,
    gap: true,
    quotes: [],
  })
  expect(send(mapper, update(4, { id: 's1', price: '2.30' }))).toMatchObject({
    reset: false,
    gap: false,
    quotes: [],
  })
  expect(told(send(mapper, snapshot(9, selection('s1', 'home', '2.40'))))).toEqual([['s1', '2.4']])
  expect(told(send(mapper, update(10, { id: 's1', price: '2.50' })))).toEqual([['s1', '2.5']])
})

test.each([[undefined], ['2'], [2.5], [1], [null]])(
  'a message numbered %s after 1 is a gap',
  (seq) => {
    const mapper = openNested()
    send(mapper, snapshot(1, selection('s1', 'home')))
    expect(send(mapper, { type: 'update', seq, prices: [] }).gap).toBe(true)
  },
)

test('numbered messages that no rule meets count in the sequence; others do not', () => {
  const mapper = openNested()
  send(mapper, snapshot(1, selection('s1', 'home')))
  expect(send(mapper, { type: 'scores', seq: 2 })).toMatchObject({ matched: false, gap: false })
  expect(send(mapper, { type: 'ping' })).toMatchObject({ matched: false, gap: false })
  expect(told(send(mapper, update(3, { id: 's1', price: '2.20' })))).toEqual([['s1', '2.2']])
})

test('before the first snapshot an update says nothing and is no gap', () => {
  expect(send(openNested(), update(7, { id: 's1', price: '2.20' }))).toMatchObject({
    gap: false,
    quotes: [],
  })
})

test.each([
  ['no JSON', '{"type":', 'source 0: a frame cannot be decoded (json)'],
  [
    'too large',
    `"${'x'.repeat(1_000_000)}"`,
    'source 0: a frame of 1000002 bytes is larger than 1000000',
  ],
])('a frame that is %s is a fault and changes nothing', (_, body, fault) => {
  const mapper = openNested()
  send(mapper, snapshot(1, selection('s1', 'home')))
  expect(mapper.map(0, { body })).toEqual({
    matched: false,
    reset: false,
    gap: false,
    quotes: [],
    deleted: [],
    faults: [fault],
  })
  expect(told(send(mapper, update(2, { id: 's1', price: '2.20' })))).toEqual([['s1', '2.2']])
})

test('a snapshot without its list is a fault', () => {
  expect(send(openNested(), { type: 'snapshot', seq: 1 }).faults).toEqual([
    'map rule 0: no list at "/events"',
  ])
})
