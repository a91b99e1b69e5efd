import type { ExecutionRecord, Leg } from '@surefoot/shared'
import { expect, test } from 'vitest'
import type { BookedBet } from '../src/book.ts'
import { compareBooks } from '../src/compare-books.ts'

const EXECUTION_ID = '00000000-0000-4000-8000-000000000001'

const bet: BookedBet = {
  house: 'north',
  reference: 'N-1',
  selectionId: 's-1',
  stake: '25.00',
  odds: '2.1',
  placedAt: '2026-01-01T00:00:00.000Z',
}

function acceptedLeg(change: Partial<Leg> = {}): Leg {
  return {
    deskId: 'main',
    account: 'A',
    legId: `${EXECUTION_ID}-A`,
    executionId: EXECUTION_ID,
    role: 'A',
    providerId: 'north',
    contractVersion: 1,
    eventId: 'e-1',
    selectionId: 's-1',
    stake: '25.00',
    leastOdds: '2.05',
    deadline: '2026-01-01T00:00:30.000Z',
    venue: 'live',
    state: 'ACCEPTED',
    receipt: {
      state: 'ACCEPTED',
      stake: '25',
      odds: '2.10',
      betReference: 'N-1',
      code: null,
      message: null,
      paper: false,
      raw: null,
    },
    reason: null,
    armedAt: '2026-01-01T00:00:00.000Z',
    balanceBefore: null,
    settlement: null,
    changedAt: '2026-01-01T00:00:01.000Z',
    ...change,
  }
}

const record = (...legs: Leg[]): Pick<ExecutionRecord, 'legs'> => ({ legs })
const kinds = (legs: Leg[], bets: BookedBet[]): string[] =>
  compareBooks([record(...legs)], bets).map((difference) => difference.kind)

test('equal ledger and books differ in nothing, however the numbers are written', () => {
  expect(compareBooks([record(acceptedLeg())], [bet])).toEqual([])
})

test('a bet that the ledger does not know is found', () => {
  expect(kinds([], [bet])).toEqual(['bet without a leg'])
  expect(kinds([acceptedLeg({ state: 'UNKNOWN' })], [bet])).toEqual(['bet without a leg'])
})

test('an accepted leg that no bookmaker knows is found', () => {
  expect(kinds([acceptedLeg()], [])).toEqual(['leg without a bet'])
})

test('one bet claimed by two legs is found', () => {
  const twin = acceptedLeg({ legId: `${EXECUTION_ID}-H`, role: 'H' })
  expect(kinds([acceptedLeg(), twin], [bet])).toEqual(['double bet'])
})

test('another stake, other odds or another selection in the book is found', () => {
  const other = { ...bet, stake: '25.01', odds: '2.09', selectionId: 's-2' }
  expect(kinds([acceptedLeg()], [other])).toEqual(['other selection', 'other stake', 'other odds'])
})
