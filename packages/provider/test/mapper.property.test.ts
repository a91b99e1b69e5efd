import { quote } from '@surefoot/shared/messages'
import {
  array,
  assert,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  oneof,
  property,
  record,
  string,
  tuple,
  uint8Array,
} from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import { compileContract } from '../src/index.ts'
import type { MappedFrame, Mapper } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { keyedDocument } from './keyed-contract.ts'
import { nestedDocument } from './nested-contract.ts'

const nested = compileContract(contractOf(nestedDocument))
const keyed = compileContract(contractOf(keyedDocument))

const hostile = oneof(
  jsonValue(),
  string(),
  constantFrom('__proto__', 'constructor', 'toString', '11/10', '1/0', '2.10', '1e309', 'NaN', ''),
  constantFrom(Number.MAX_VALUE, 5e-324, -0, 2 ** 53, 1_795_536_000, null, true),
)
const key = oneof(
  string(),
  constantFrom('__proto__', 'constructor', 'hasOwnProperty', '1', '2', '3'),
)
const rows = oneof(
  hostile,
  array(hostile, { maxLength: 4 }),
  dictionary(key, oneof(hostile, array(hostile, { maxLength: 6 }))),
)

/** Bodies that come near what the contracts expect, with anything in the places of values. */
const message: Arbitrary<unknown> = oneof(
  hostile,
  record(
    {
      type: constantFrom('snapshot', 'update', 'remove'),
      seq: oneof(integer({ min: 0, max: 5 }), hostile),
      events: rows,
      prices: rows,
      ids: rows,
    },
    { requiredKeys: [] },
  ),
  record({ e: rows, m: rows, o: rows, p: rows }, { requiredKeys: [] }),
)
const body = oneof(
  message.map((value) => JSON.stringify(value)),
  string(),
  uint8Array(),
)
const event = constantFrom(undefined, 'names', 'event', 'px', 'gone')

function expectHarmless(mapped: MappedFrame): void {
  for (const told of mapped.quotes) expect(quote.safeParse(told).error).toBeUndefined()
  const quoted = new Set(mapped.quotes.map(({ selectionId }) => selectionId))
  expect(quoted.size).toBe(mapped.quotes.length)
  expect(mapped.deleted.some((selectionId) => quoted.has(selectionId))).toBe(false)
  expect(mapped.faults.length).toBeLessThanOrEqual(20)
}

test('no frame makes the mapper throw, or tell what the wire does not carry', () => {
  assert(
    property(
      array(tuple(event, body), { maxLength: 8 }),
      constantFrom(nested, keyed),
      (frames, compiled) => {
        const mapper = compiled.createMapper()
        for (const [name, bytes] of frames)
          expectHarmless(mapper.map(0, { event: name, body: bytes }))
      },
    ),
    { numRuns: 500 },
  )
})

test('a message named after an inherited property pollutes nothing and is no value', () => {
  const mapper = keyed.createMapper()
  const names =
    '{"e":{"__proto__":["A","B",1,"TEN"]},"m":{"constructor":["__proto__","ML"]},"o":{"toString":["constructor","1"]}}'
  mapper.map(0, { event: 'names', body: names })
  const mapped = mapper.map(0, { event: 'px', body: '{"p":{"toString":"1/1","__proto__":"1/2"}}' })
  expect(mapped.quotes.map(({ selectionId, eventId }) => [selectionId, eventId])).toEqual([
    ['toString', '__proto__'],
  ])
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(nested.createMapper().map(0, { body: '{"__proto__":{"type":"snapshot"}}' }).matched).toBe(
    false,
  )
})

test('a frame nested as deep as it is long is read or refused, and no more', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000)
  const mapped = nested
    .createMapper()
    .map(0, { body: `{"type":"update","seq":1,"prices":${deep}}` })
  expect(mapped.quotes).toEqual([])
})

interface Price {
  readonly id: string
  readonly price: string
  readonly limit: string
  readonly open: boolean
}

const IDS = ['s1', 's2', 's3', 's4', 's5']
const price = record({
  id: constantFrom(...IDS),
  price: integer({ min: 101, max: 900 }).map((odds) => (odds / 100).toFixed(2)),
  limit: constantFrom('10.00', '250.00'),
  open: constantFrom(true, false),
})

function snapshotOf(seq: number, book: ReadonlyMap<string, Price>): string {
  const selections = [...book.values()].map((row) =>
    Object.assign({ side: IDS.indexOf(row.id) % 2 === 0 ? 'home' : 'away' }, row),
  )
  const winner = { kind: 'winner', line: null, selections }
  const match = {
    id: 'e1',
    home: 'Ada',
    away: 'Bea',
    start: '2026-11-24T16:00:00Z',
    sport: 'tennis',
    markets: [winner],
  }
  return JSON.stringify({ type: 'snapshot', seq, events: [match] })
}

/** The quotes that stand after frames, as whoever listens keeps them. */
function standAfter(mapper: Mapper, bodies: readonly string[]): Map<string, unknown> {
  const standing = new Map<string, unknown>()
  for (const text of bodies) {
    const mapped = mapper.map(0, { body: text })
    if (mapped.reset) standing.clear()
    for (const selectionId of mapped.deleted) standing.delete(selectionId)
    for (const told of mapped.quotes) standing.set(told.selectionId, told)
  }
  return standing
}

test('a snapshot and its updates leave the same quotes as the snapshot that follows them', () => {
  const step = oneof(
    record({ prices: array(price, { maxLength: 4 }) }),
    record({ ids: array(constantFrom(...IDS), { maxLength: 2 }) }),
  )
  const first = array(price, { minLength: 1, maxLength: 5 })
  assert(
    property(first, array(step, { maxLength: 10 }), (start, steps) => {
      const book = new Map<string, Price>(start.map((row) => [row.id, row]))
      const bodies = [snapshotOf(1, book)]
      for (const change of steps) {
        const seq = bodies.length + 1
        if ('prices' in change) {
          const prices = change.prices.filter(({ id }) => book.has(id))
          for (const row of prices) book.set(row.id, row)
          bodies.push(JSON.stringify({ type: 'update', seq, prices }))
        } else {
          for (const id of change.ids) book.delete(id)
          bodies.push(JSON.stringify({ type: 'remove', seq, ids: change.ids }))
        }
      }
      const standing = standAfter(nested.createMapper(), bodies)
      const fresh = standAfter(nested.createMapper(), [snapshotOf(bodies.length + 1, book)])
      expect(Object.fromEntries(standing)).toEqual(Object.fromEntries(fresh))
      expect(standing.size).toBe(book.size)
    }),
  )
})
