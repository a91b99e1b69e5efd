import { expect, test } from 'vitest'
import { expectedReturn, gainOf } from '../src/execution/expected-return.ts'
import { addUpDays } from '../src/money/add-up-days.ts'
import { after, buildExecution, buildLeg, buildReceipt } from './build.ts'

test('what a bookmaker pays follows from what it took, not from what was asked', () => {
  const leg = buildLeg('A', { stake: '25.00', receipt: buildReceipt('10.01', '2.15') })
  const winner = { market: 'match_winner', line: null } as const
  expect(expectedReturn(leg, 'won', winner)).toBe('21.52')
  expect(expectedReturn(leg, 'lost', winner)).toBe('0.00')
  expect(expectedReturn(leg, 'void', winner)).toBe('10.01')
  expect(expectedReturn(leg, 'cashed_out', winner)).toBeNull()
  expect(gainOf(leg, '21.52')).toBe('11.51')
  expect(gainOf(leg, '0')).toBe('-10.01')
})

test('whether a bet on a quarter line ended by half only the bookmaker knows', () => {
  const leg = buildLeg('A', { stake: '25.00', receipt: buildReceipt('10.01', '2.15') })
  const quarter = { market: 'handicap', line: '-0.25' } as const
  expect(expectedReturn(leg, 'won', quarter)).toBeNull()
  expect(expectedReturn(leg, 'lost', quarter)).toBeNull()
  expect(expectedReturn(leg, 'void', quarter)).toBe('10.01')
  expect(expectedReturn(leg, 'lost', { market: 'handicap', line: '-0.5' })).toBe('0.00')
})

test('a day is added up to the cent from what was booked, and counts what has not ended', () => {
  const live = (change: Parameters<typeof buildExecution>[0]) =>
    buildExecution({ venue: 'live', ...change })
  const days = addUpDays(
    [
      live({ profit: '0.10' }),
      live({ profit: '0.20' }),
      live({ profit: null }),
      live({ profit: null, legA_status: 'failed', legB_status: 'failed' }),
      live({ profit: '-5.00', timestamp: after(86_400), expectedProfit: '1.00' }),
      buildExecution({ venue: 'paper', profit: '100.00' }),
    ],
    { venue: 'live', dayOf: (instant) => instant.slice(0, 10) },
  )
  expect(days).toEqual([
    { day: '2026-01-02', booked: 1, promised: '1.00', profit: '-5.00', open: 0 },
    { day: '2026-01-01', booked: 2, promised: '7.60', profit: '0.30', open: 1 },
  ])
})
