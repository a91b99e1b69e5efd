import type { Leg } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { compareBooks } from '../src/compare-books.ts'
import type { BookedBet } from '../src/evidence.ts'
import { buildBet, buildLeg, buildPlan, buildReceipt } from './build.ts'

const PLAN = buildPlan('A')
const BET = buildBet(PLAN, 1)
const LEG = buildLeg(PLAN, 'ACCEPTED')

const kinds = (legs: Leg[], bets: BookedBet[]): string[] =>
  compareBooks([{ legs }], bets).map((difference) => difference.kind)

test('equal ledger and books differ in nothing, however the numbers are written', () => {
  const receipt = buildReceipt(PLAN.legId, { stake: '100', odds: '2.10' })
  expect(kinds([{ ...LEG, receipt }], [BET])).toEqual([])
})

test('a bet that the ledger does not know is found', () => {
  expect(kinds([], [BET])).toEqual(['bet without a leg'])
  expect(kinds([buildLeg(PLAN, 'UNKNOWN')], [BET])).toEqual(['bet without a leg'])
})

test('an accepted leg that no bookmaker knows is found', () => {
  expect(kinds([LEG], [])).toEqual(['leg without a bet'])
})

test('one bet claimed by two legs is found', () => {
  const twin = { ...LEG, legId: buildPlan('H').legId, role: 'H' as const }
  expect(kinds([LEG, twin], [BET])).toEqual(['double bet'])
})

test('the same reference at another bookmaker is another bet', () => {
  const elsewhere = { ...BET, providerId: 'south' }
  expect(kinds([LEG], [elsewhere])).toEqual(['bet without a leg', 'leg without a bet'])
})

test('another stake, other odds or another selection in the book is found', () => {
  const other = { ...BET, stake: '100.01', odds: '2.09', selectionId: 's-2' }
  expect(kinds([LEG], [other])).toEqual(['other selection', 'other stake', 'other odds'])
})
