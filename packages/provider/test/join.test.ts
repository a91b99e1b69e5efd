import { expect, test } from 'vitest'
import { compileContract } from '../src/index.ts'
import { contractOf } from './contract-of.ts'
import { keyedDocument } from './keyed-contract.ts'
import { send, told } from './send.ts'

const openKeyed = () => compileContract(contractOf(keyedDocument)).createMapper()

const NAMES = {
  e: { '1': ['Ada', 'Bea', 1_795_536_000, 'TEN'] },
  m: { '2': ['1', 'ML'], '5': ['1', 'OU', 22.5] },
  o: { '3': ['2', '1'], '4': ['2', '2'], '6': ['5', 'O'] },
}

test('prices join names that came once, through their market to their event', () => {
  const mapper = openKeyed()
  expect(send(mapper, NAMES, 'names')).toMatchObject({ reset: true, quotes: [] })
  const mapped = send(mapper, { p: { '3': '11/10', '6': '4/5' } }, 'px')
  expect(mapped.quotes).toMatchObject([
    {
      selectionId: '3',
      eventId: '1',
      home: 'Ada',
      outcome: 'home',
      odds: '2.1',
      market: 'match_winner',
      line: null,
    },
    {
      selectionId: '6',
      eventId: '1',
      home: 'Ada',
      outcome: 'over',
      odds: '1.8',
      market: 'total',
      line: '22.5',
    },
  ])
})

test('a change of an event tells all its quotes again', () => {
  const mapper = openKeyed()
  send(mapper, NAMES, 'names')
  send(mapper, { p: { '3': '11/10', '4': '4/5' } }, 'px')
  const mapped = send(mapper, { e: { '1': { closed: true } } }, 'event')
  expect(mapped.quotes.map(({ selectionId, suspended }) => [selectionId, suspended])).toEqual([
    ['3', true],
    ['4', true],
  ])
  expect(send(mapper, { e: { '1': { closed: true } } }, 'event').quotes).toEqual([])
})

test('an event that goes takes its quotes with it, and its prices do not come back with its name', () => {
  const mapper = openKeyed()
  send(mapper, NAMES, 'names')
  send(mapper, { p: { '3': '11/10', '4': '4/5' } }, 'px')
  expect(send(mapper, { e: ['1'] }, 'gone').deleted.toSorted()).toEqual(['3', '4'])
  expect(send(mapper, { e: { '1': { closed: false } } }, 'event').quotes).toEqual([])
})

test('a new list of names forgets all prices before it', () => {
  const mapper = openKeyed()
  send(mapper, NAMES, 'names')
  send(mapper, { p: { '3': '11/10' } }, 'px')
  expect(send(mapper, NAMES, 'names')).toMatchObject({ reset: true, quotes: [], deleted: [] })
})

test('a word that the contract does not know is drift; one that it does not want is none', () => {
  const mapper = openKeyed()
  const named = (sport: string) => ({ ...NAMES, e: { '1': ['Ada', 'Bea', 1_795_536_000, sport] } })
  expect(send(mapper, named('DOG'), 'names').faults).toEqual([])
  expect(send(mapper, named('CURL'), 'names').faults).toEqual(['map rule 0: unreadable sport'])
  expect(send(mapper, { p: { '3': '11/10' } }, 'px').quotes).toEqual([])
})

test('a market that is neither a winner nor a total with a line gives no quote', () => {
  const mapper = openKeyed()
  const names = {
    ...NAMES,
    m: { '2': ['1', 'ML', 1.5], '5': ['1', 'OU'], '7': ['1', 'CORNERS'], '8': ['1', 'ML'] },
    o: { a: ['2', '1'], b: ['5', 'O'], c: ['7', 'O'], d: ['8', 'O'] },
  }
  expect(send(mapper, names, 'names').faults).toEqual([])
  expect(send(mapper, { p: { a: '1/1', b: '1/1', c: '1/1', d: '1/1' } }, 'px').quotes).toEqual([])
})

test('a stream that names ever new selections fills its table and harms nothing else', () => {
  const mapper = openKeyed()
  send(mapper, NAMES, 'names')
  const flood = Object.fromEntries(Array.from({ length: 6000 }, (_, at) => [`f${at}`, '1/1']))
  expect(send(mapper, { p: flood }, 'px')).toMatchObject({
    quotes: [],
    faults: ['map rule 4: the table selection is full'],
  })
  expect(told(send(mapper, { p: { '3': '11/10' } }, 'px'))).toEqual([['3', '2.1']])
})
