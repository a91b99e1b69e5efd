import { expect, test } from 'vitest'
import { whyNotOneHistory } from '../src/compare/books-lost.ts'

test('an empty ledger and empty books belong together, and so do a ledger and books with a bet in common', () => {
  expect(whyNotOneHistory({ ledger: [], books: [] })).toBeNull()
  expect(whyNotOneHistory({ ledger: ['N1', 'N2'], books: ['N2', 'N3'] })).toBeNull()
})

test('a ledger whose bookmakers have lost their books is named as that, with what to do', () => {
  expect(whyNotOneHistory({ ledger: ['N1', 'S2'], books: [] })).toMatch(
    /ledger has 2 bets and the bookmakers' books have none of them[^]*--fresh/,
  )
  expect(whyNotOneHistory({ ledger: ['N1'], books: ['N9'] })).toMatch(/books were lost/)
})

test('books whose ledger is gone are named as that', () => {
  expect(whyNotOneHistory({ ledger: [], books: ['N1'] })).toMatch(/ledger's data was lost/)
})
