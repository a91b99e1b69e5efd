import { money as wireMoney } from '@surefoot/shared/messages'
import { assert, constantFrom, integer, oneof, property, string, stringMatching } from 'fast-check'
import { expect, test } from 'vitest'
import { parseMoney } from '../src/values/money.ts'
import { readMoneyText } from '../src/values/page-text.ts'

test.each([
  ['25', 'point', '25.00'],
  ['1,000.5', 'point', '1000.50'],
  ['12,345,678.90', 'point', '12345678.90'],
  ['1.000,50', 'comma', '1000.50'],
  ['1 000,50', 'comma', '1000.50'],
  ['1\u00a0000', 'point', '1000.00'],
  ["1'000.00", 'point', '1000.00'],
] as const)('%s with a %s is the amount %s', (text, locale, expected) => {
  expect(parseMoney(text, locale, 'refuse')).toBe(expected)
})

test.each([
  ['-25', 'point'],
  ['1,00', 'point'],
  ['10,00.00', 'point'],
  ['1.50', 'comma'],
  ['25.001', 'point'],
  ['1e5', 'point'],
  ['', 'point'],
  ['.50', 'point'],
  ['5.', 'point'],
  ['1234567890', 'point'],
] as const)('"%s" with a %s is no amount', (text, locale) => {
  expect(parseMoney(text, locale, 'refuse')).toBeUndefined()
})

test('a limit with a third decimal is cut off, never raised', () => {
  expect(parseMoney('249.999', 'point', 'down')).toBe('249.99')
})

test.each([
  ['€ 1,000.00', '1000.00'],
  ['1,000.00 EUR', '1000.00'],
  ['Balance: €25.50', '25.50'],
  ['Balance: € 25.50', '25.50'],
  ['£5', '5.00'],
  ['1.5k', undefined],
  ['-€5.00', undefined],
  ['(5.00)', undefined],
  ['5.00 / 10.00', undefined],
  ['–', undefined],
])('the page text "%s" is the amount %s', (text, expected) => {
  expect(readMoneyText(text, 'point')).toBe(expected)
})

test('an amount written by groups of three is the same amount in both locales', () => {
  assert(
    property(integer({ min: 0, max: 99_999_999_999 }), (minor) => {
      const plain = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
      const point = plain.replaceAll(/\B(?=(\d{3})+\.)/g, ',')
      const comma = point.replaceAll(/[.,]/g, (mark) => (mark === ',' ? '.' : ','))
      expect(parseMoney(point, 'point', 'refuse')).toBe(plain)
      expect(parseMoney(comma, 'comma', 'refuse')).toBe(plain)
    }),
  )
})

test('whatever a page shows, an amount that is read is money of the wire', () => {
  const text = oneof(string(), stringMatching(/^[-€\d., k]{0,14}$/))
  assert(
    property(text, constantFrom('point', 'comma'), (shown, locale) => {
      const read = readMoneyText(shown, locale)
      expect(read === undefined || wireMoney.safeParse(read).success).toBe(true)
    }),
  )
})
