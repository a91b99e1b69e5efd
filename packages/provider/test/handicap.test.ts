import { expect, test } from 'vitest'
import { compileContract, readContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { keyedDocument } from './keyed-contract.ts'
import { send } from './send.ts'

const [events, markets, selections, ...others] = keyedDocument.stream.map

/** The contract with more kinds, and whose handicap a line is. */
function withKinds(more: object): object {
  const kind = markets?.fields.market
  const words = {
    ML: 'match_winner',
    OU: 'total',
    AH: 'handicap',
    BTS: 'both_score',
    OE: 'odd_even',
    '*': null,
  }
  const side = { at: '/1', level: 0, type: 'string' }
  const outcomes = {
    '1': 'home',
    X: 'draw',
    '2': 'away',
    O: 'over',
    Y: 'yes',
    N: 'no',
    ODD: 'odd',
    EVEN: 'even',
  }
  const map = [
    events,
    { ...markets, fields: { ...markets?.fields, market: { ...kind, words } } },
    { ...selections, fields: { ...selections?.fields, outcome: { ...side, words: outcomes } } },
    ...others,
  ]
  return {
    ...keyedDocument,
    schema: 'provider-contract/2',
    stream: { ...keyedDocument.stream, map },
    ...more,
  }
}

const NAMES = {
  e: { '1': ['Ada', 'Bea', 1_795_536_000, 'TEN'] },
  m: {
    h: ['1', 'AH', -0.5],
    a: ['1', 'AH', 0.5],
    b: ['1', 'BTS'],
    o: ['1', 'OE'],
    l: ['1', 'BTS', 1],
  },
  o: {
    h1: ['h', '1'],
    h2: ['h', '2'],
    a2: ['a', '2'],
    hx: ['h', 'X'],
    by: ['b', 'Y'],
    bn: ['b', 'N'],
    bo: ['b', 'O'],
    oo: ['o', 'ODD'],
    oe: ['o', 'EVEN'],
    ly: ['l', 'Y'],
  },
}
const PRICES = { p: Object.fromEntries(Object.keys(NAMES.o).map((id) => [id, '1/1'])) }

function quotesBy(more: object): string[] {
  const mapper = compileContract(contractOf(withKinds(more))).createMapper()
  send(mapper, NAMES, 'names')
  return send(mapper, PRICES, 'px')
    .quotes.map(({ selectionId, market, line, outcome }) =>
      [selectionId, market, line ?? '-', outcome].join(' '),
    )
    .toSorted()
}

const PLAIN = [
  'bn both_score - no',
  'by both_score - yes',
  'oe odd_even - even',
  'oo odd_even - odd',
]

test('a line that is home’s is the line of both outcomes', () => {
  expect(quotesBy({ handicapLine: 'home' })).toEqual(
    [...PLAIN, 'a2 handicap 0.5 away', 'h1 handicap -0.5 home', 'h2 handicap -0.5 away'].toSorted(),
  )
})

test('a line that is of the side which the outcome backs is turned into home’s', () => {
  expect(quotesBy({ handicapLine: 'side' })).toEqual(
    [...PLAIN, 'a2 handicap -0.5 away', 'h1 handicap -0.5 home', 'h2 handicap 0.5 away'].toSorted(),
  )
})

test('a contract that names handicaps is refused until it states whose their line is', () => {
  const read = readContract(withKinds({}))
  expect(read.ok ? [] : read.faults).toEqual([
    "handicapLine: is missing: whose handicap is the line, home's or the side's?",
  ])
})

test('whose line it is is a word of version 2', () => {
  const read = readContract(withKinds({ handicapLine: 'home', schema: 'provider-contract/1' }))
  expect(read.ok ? '' : read.faults.join()).toContain('handicapLine: is a word of')
})
