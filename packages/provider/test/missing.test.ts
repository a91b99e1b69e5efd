import { array, assert, constantFrom, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { compileReplay } from '../src/import/replay-fixture.ts'
import { createBook } from '../src/stream/book.ts'
import { compileJoin } from '../src/stream/join.ts'
import { compileMapper } from '../src/stream/mapper.ts'
import { compileMissing, createUnread } from '../src/stream/missing.ts'
import { contractOf } from './contract-of.ts'
import { keyedDocument } from './keyed-contract.ts'
import { nestedDocument } from './nested-contract.ts'

const frame = (body: unknown, event?: string) => ({ source: 0, event, body: JSON.stringify(body) })

/** Why the selection of these frames gives no quote. */
function lacksOf(document: unknown, selectionId: string, ...frames: ReturnType<typeof frame>[]) {
  const replay = compileReplay(contractOf(document))
  const { missing } = replay({ title: 'asked', frames, quotes: [] })
  return missing.find((row) => row.selectionId === selectionId)?.because
}

const NAMES = {
  e: { '1': ['Ada', 'Bea', 1_795_536_000, 'TEN'] },
  m: { '2': ['1', 'ML'] },
  o: { '3': ['2', '1'] },
}
const keyed = (part: object, price: unknown = '11/10') =>
  lacksOf(
    keyedDocument,
    '3',
    frame({ ...NAMES, ...part }, 'names'),
    frame({ p: { '3': price } }, 'px'),
  )

const field = (rule: number, name: string) => `stream.map[${rule}].fields.${name}`

test.each([
  [
    'no start',
    { e: { '1': ['Ada', 'Bea', undefined, 'TEN'] } },
    [
      `start of event "1" is not known: ${field(0, 'start')}: at "/2" the message says that there is none`,
    ],
  ],
  [
    'a start that is no time',
    { e: { '1': ['Ada', 'Bea', 'tonight', 'TEN'] } },
    [
      `start of event "1" is not known: ${field(0, 'start')}: "tonight" at "/2" cannot be read as epoch: use the type "datetime" with a "format"`,
    ],
  ],
  [
    'a sport that the contract does not want',
    { e: { '1': ['Ada', 'Bea', 1_795_536_000, 'DOG'] } },
    [
      `sport of event "1" is not known: ${field(0, 'sport')}: "DOG" at "/3" is a word that "words" does not want`,
    ],
  ],
  [
    'a sport that the contract does not know',
    { e: { '1': ['Ada', 'Bea', 1_795_536_000, 'PADEL'] } },
    [
      `sport of event "1" is not known: ${field(0, 'sport')}: "PADEL" at "/3" cannot be read as string: add it to "words"`,
    ],
  ],
  [
    'a market that no rule classifies',
    { m: { '2': ['1', 'HANDICAP'] } },
    [
      `market of market "2" is not known: ${field(1, 'market')}: "HANDICAP" at "/1" is a word that "words" does not want`,
    ],
  ],
  [
    'a market that no message gave',
    { m: {} },
    ['it is joined with market "2", which no rule of the table "market" gave'],
  ],
  [
    'an event that no message gave',
    { e: {} },
    ['it is joined with event "1", which no rule of the table "event" gave'],
  ],
  ['no join at all', { o: {} }, ['it is joined with no market: no marketKey of it was read']],
  [
    'an outcome of another kind of market',
    { o: { '3': ['2', 'O'] } },
    ['its market is match_winner and its outcome over: only a total has that outcome'],
  ],
  [
    'a total without a line',
    { m: { '2': ['1', 'OU'] }, o: { '3': ['2', 'O'] } },
    ['its market is total and it has no line'],
  ],
  [
    'a winner with a line',
    { m: { '2': ['1', 'ML', 2.5] } },
    ['its market is match_winner and it has the line 2.5: only a total has one'],
  ],
])('%s is named as what a row lacks', (_, part, because) => {
  expect(keyed(part)).toEqual(because)
})

test('odds that cannot be read, and odds that no message gave, are different things', () => {
  expect(keyed({}, 'SP')).toEqual([
    `odds of selection "3" is not known: ${field(4, 'odds')}: "SP" at "" cannot be read as odds: correct its "format", "scale", "numberLocale" or "between", or "oddsRange"`,
  ])
  expect(lacksOf(keyedDocument, '3', frame(NAMES, 'names'))).toEqual([
    `no odds: nothing was found by ${field(4, 'odds')} at ""`,
  ])
})

test('a selection that a frame took away names that frame', () => {
  const [fixture] = contractOf(nestedDocument).fixtures
  if (fixture === undefined) throw new Error('the contract has no fixture')
  const frames = [...fixture.frames, frame({ type: 'remove', seq: 2, ids: ['s1'] })]
  const { faults } = compileReplay(contractOf(nestedDocument))({ ...fixture, frames })
  expect(faults).toEqual([
    'selection s1 gives no quote: frame 1 took it away, and no later frame gave it again',
  ])
})

const word = constantFrom('1', '1', '2', '2', 'O', 'U', 'X', null, undefined)
const names = record({
  e: constantFrom(
    {},
    NAMES.e,
    NAMES.e,
    { '1': ['Ada', null, 1, 'DOG'] },
    { '1': ['A', 'B', 'x', 'TEN', 1] },
  ),
  m: constantFrom(
    {},
    NAMES.m,
    NAMES.m,
    { '2': ['1', 'OU', 2.5] },
    { '2': ['9', 'XX'] },
    { '2': [null, 'ML'] },
  ),
  o: record({ '3': record({ '0': constantFrom('2', '2', null), '1': word }) }),
})
const prices = record({ p: record({ '3': constantFrom('11/10', '4/5', 'SP', null, undefined) }) })

test('a row lacks something exactly where it gives no quote', () => {
  const contract = contractOf(keyedDocument)
  const unread = createUnread()
  const [join, explain] = [compileJoin(contract), compileMissing(contract, unread)]
  const seen = new Set<boolean>()
  assert(
    property(array(names, { maxLength: 3 }), array(prices, { maxLength: 2 }), (first, then) => {
      const book = createBook()
      const mapper = compileMapper(contract, unread)(book)
      for (const body of first) mapper.map(0, { event: 'names', body: JSON.stringify(body) })
      for (const body of then) mapper.map(0, { event: 'px', body: JSON.stringify(body) })
      for (const row of book.selections()) {
        const isQuote = join(row) !== undefined
        expect(explain(row).length === 0).toBe(isQuote)
        seen.add(isQuote)
      }
    }),
    { numRuns: 1000 },
  )
  expect(seen.size).toBe(2)
})
