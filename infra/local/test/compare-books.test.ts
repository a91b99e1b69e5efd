import { expect, test } from 'vitest'
import type { BookedBet } from '../src/book.ts'
import { compareBooks } from '../src/compare-books.ts'

const bet: BookedBet = {
  house: 'north',
  reference: 'N-1',
  selectionId: 's-1',
  stake: '25.00',
  odds: '2.1',
  placedAt: '2026-01-01T00:00:00.000Z',
}

test('a bet of a house that the ledger does not know is in the report as docs/report.md says', () => {
  expect(compareBooks([], [bet])).toEqual([
    {
      kind: 'bet without a leg',
      betReference: 'N-1',
      details: 'north booked 25.00 @ 2.1',
    },
  ])
})
