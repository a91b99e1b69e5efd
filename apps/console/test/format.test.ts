import { expect, test } from 'vitest'
import { formatAge, freshnessOf } from '../src/format/age.ts'
import { formatBps, formatMoney, shareOfLimit } from '../src/format/money.ts'
import { formatOdds } from '../src/format/odds.ts'
import { formatOutcome } from '../src/format/words.ts'

test('money is grouped, has two decimals, and shows a loss as one', () => {
  expect(formatMoney('1234.5')).toBe('1,234.50')
  expect(formatMoney('-3.1')).toBe('−3.10')
  expect(formatMoney('3.8', { isSigned: true })).toBe('+3.80')
  expect(formatMoney('0.00', { isSigned: true })).toBe('0.00')
  expect(formatBps(742)).toBe('7.42 %')
})

test('odds have two decimals at least and lose none', () => {
  expect(['2', '2.1', '1.9091'].map(formatOdds)).toEqual(['2.00', '2.10', '1.9091'])
})

test('a price ages visibly: fresh, then aging, then stale', () => {
  expect([0, 2000, 2001, 5000, 5001].map(freshnessOf)).toEqual([
    'fresh',
    'fresh',
    'aging',
    'aging',
    'stale',
  ])
  expect([-5, 400, 12_000, 180_000, 7_200_000].map(formatAge)).toEqual([
    '0.0 s',
    '0.4 s',
    '12 s',
    '3 min',
    '2 h',
  ])
})

test('a limit that is reached or is nothing is full', () => {
  expect(shareOfLimit('250.00', '1000')).toBe(25)
  expect(shareOfLimit('1200.00', '1000')).toBe(100)
  expect(shareOfLimit('0.00', '0')).toBe(100)
})

test('an outcome names who must win, or the line', () => {
  const event = { home: 'Alcaraz', away: 'Sinner', market: 'match_winner', line: null } as const
  expect(formatOutcome('home', event)).toBe('Alcaraz')
  expect(formatOutcome('under', { ...event, market: 'total', line: '2.5' })).toBe('Under 2.5')
  const handicap = { ...event, market: 'handicap', line: '-0.5' } as const
  expect(formatOutcome('home', handicap)).toBe('Alcaraz -0.5')
  expect(formatOutcome('away', handicap)).toBe('Sinner +0.5')
})
