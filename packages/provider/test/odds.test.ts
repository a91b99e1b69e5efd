import { odds as wireOdds } from '@surefoot/shared/messages'
import {
  assert,
  constantFrom,
  double,
  integer,
  oneof,
  property,
  string,
  stringMatching,
} from 'fast-check'
import { expect, test } from 'vitest'
import { parseOdds } from '../src/values/odds.ts'

test.each([
  ['decimal', '2.10', '2.1'],
  ['decimal', '3', '3'],
  ['decimal', '1.0000019', '1.000001'],
  ['fractional', '11/10', '2.1'],
  ['fractional', '1/3', '1.333333'],
  ['fractional', '5', '6'],
  ['fractional', 'EVS', '2'],
  ['american', '+150', '2.5'],
  ['american', '150', '2.5'],
  ['american', '-150', '1.666666'],
  ['american', '\u2212200', '1.5'],
  ['american', 'Even', '2'],
] as const)('%s odds written %s are %s', (format, text, expected) => {
  expect(parseOdds(text, format, 'point')).toBe(expected)
})

test.each([
  ['decimal', '1.00'],
  ['decimal', '0.95'],
  ['decimal', '-2.10'],
  ['decimal', '2.1.0'],
  ['decimal', '2e3'],
  ['decimal', '11/10'],
  ['decimal', ''],
  ['decimal', 'SP'],
  ['decimal', '2,10'],
  ['decimal', '100000'],
  ['fractional', '11/0'],
  ['fractional', '0/10'],
  ['fractional', '11/-10'],
  ['fractional', '2.10'],
  ['american', '+99'],
  ['american', '+1.5'],
  ['american', 'NaN'],
] as const)('%s odds written "%s" are no odds', (format, text) => {
  expect(parseOdds(text, format, 'point')).toBeUndefined()
})

test('a comma divides decimal odds where the provider writes numbers so', () => {
  expect(parseOdds('2,10', 'decimal', 'comma')).toBe('2.1')
  expect(parseOdds('2.10', 'decimal', 'comma')).toBeUndefined()
})

/** Decimal odds as an exact fraction of millionths. */
function millionths(odds: string): bigint {
  const [whole = '', decimals = ''] = odds.split('.')
  return BigInt(whole) * 1_000_000n + BigInt(decimals.padEnd(6, '0'))
}

test('fractional odds are never overstated, and understated by less than a millionth', () => {
  // 99,999/1 would be odds of 100,000, which are more than a message can hold.
  const winnings = integer({ min: 1, max: 99_998 })
  const stakes = integer({ min: 1, max: 99_999 })
  assert(
    property(winnings, stakes, (wins, stake) => {
      const parsed = parseOdds(`${wins}/${stake}`, 'fractional', 'point')
      const exactTimesStake = BigInt(wins + stake) * 1_000_000n
      const rest = exactTimesStake - millionths(parsed ?? '1') * BigInt(stake)
      expect(rest).toBeGreaterThanOrEqual(0n)
      expect(rest).toBeLessThan(BigInt(stake))
    }),
  )
})

test('american odds are never overstated', () => {
  assert(
    property(integer({ min: 100, max: 100_000 }), (points) => {
      const parsed = parseOdds(`-${points}`, 'american', 'point') ?? '0'
      const rest = 1_000_000n * BigInt(points + 100) - millionths(parsed) * BigInt(points)
      expect(rest).toBeGreaterThanOrEqual(0n)
      expect(rest).toBeLessThan(BigInt(points))
    }),
  )
})

test('whatever a provider writes, parsed odds are odds of the wire, and parse to themselves', () => {
  const text = oneof(string(), stringMatching(/^[-+\d./, ]{0,12}$/), double().map(String))
  assert(
    property(text, constantFrom('decimal', 'fractional', 'american'), (written, format) => {
      const parsed = parseOdds(written, format, 'point')
      if (parsed === undefined) return
      expect(wireOdds.safeParse(parsed).success).toBe(true)
      expect(parseOdds(parsed, 'decimal', 'point')).toBe(parsed)
    }),
  )
})
