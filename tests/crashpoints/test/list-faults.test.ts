import { expect, test } from 'vitest'
import { listFaults, nameOfCase, type Words } from '../src/list-faults.ts'

const SILENT: Words = { execution: [], hedge: [], executor: [] }

const names = (from: 'A' | 'H' | 'H2' | null, words: Partial<Words>): string[] =>
  listFaults({ from }, { ...SILENT, ...words }).map((fault) => nameOfCase({ name: 's' }, fault))

test('a case is named by its scenario, its process, the word and what happens there', () => {
  expect(names(null, { execution: ['ledger.open 1'] })).toEqual([
    's/execution/ledger.open 1/killed-before',
    's/execution/ledger.open 1/killed-after',
    's/execution/ledger.open 1/reply-lost',
    's/execution/ledger.open 1/paused',
  ])
})

test('who is killed after an answer that is not sent yet is killed before it', () => {
  expect(names(null, { executor: ['leg.place A answered 1'] })).toEqual([
    's/executor/leg.place A answered 1/killed-before',
    's/executor/leg.place A answered 1/reply-lost',
    's/executor/leg.place A answered 1/paused',
  ])
})

test('a poll is a boundary twice, however often it is said', () => {
  const polls = ['1', '2', '3', '4', '5'].map((count) => `bets.read A ${count}`)
  const words = names(null, { execution: [...polls, 'ledger.close 1'] })
  expect(new Set(words.map((name) => name.split('/')[2]))).toEqual(
    new Set(['bets.read A 1', 'bets.read A 2', 'ledger.close 1']),
  )
})

test('what goes as in a scenario above is not run again', () => {
  const execution = ['ledger.open 1', 'leg.place A 1', 'ledger.close 1']
  const hedge = ['ledger.execution 1', 'leg.place H 1']
  const executor = ['ledger.arm A 1', 'click A 1', 'ledger.arm H 1']
  const wordsFrom = (from: 'A' | 'H' | 'H2'): Set<string | undefined> =>
    new Set(names(from, { execution, hedge, executor }).map((name) => name.split('/')[2]))
  expect(wordsFrom('A')).toEqual(
    new Set(['leg.place A 1', 'ledger.close 1', ...hedge, ...executor]),
  )
  expect(wordsFrom('H')).toEqual(new Set(['leg.place H 1', 'ledger.arm H 1']))
  const next = { hedge: [...hedge, 'ledger.hedge H 1', 'leg.place H2 1', 'ledger.record H2 1'] }
  expect(names('H2', next).map((name) => name.split('/')[2])).toEqual(
    expect.arrayContaining(['leg.place H2 1', 'ledger.record H2 1']),
  )
  expect(names('H2', next).join()).not.toContain('leg.place H 1')
  const span = { from: 'A', until: 'H' } as const
  const spanned = listFaults(span, { execution, hedge, executor }).map(({ word }) => word)
  expect(new Set(spanned)).toEqual(
    new Set(['leg.place A 1', 'ledger.close 1', 'ledger.arm A 1', 'click A 1']),
  )
})
