import { expect, test } from 'vitest'
import { expectedReturn, gainOf } from '../src/execution/expected-return.ts'
import { addUpDays } from '../src/money/add-up-days.ts'
import { after, buildExecution, buildLeg, buildReceipt } from './build.ts'

test('what a bookmaker pays follows from what it took, not from what was asked', () => {
  const leg = buildLeg('A', { stake: '25.00', receipt: buildReceipt('10.01', '2.15') })
  expect(expectedReturn(leg, 'won')).toBe('21.52')
  expect(expectedReturn(leg, 'lost')).toBe('0.00')
  expect(expectedReturn(leg, 'void')).toBe('10.01')
  expect(expectedReturn(leg, 'cashed_out')).toBeNull()
  expect(gainOf(leg, '21.52')).toBe('11.51')
  expect(gainOf(leg, '0')).toBe('-10.01')
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
