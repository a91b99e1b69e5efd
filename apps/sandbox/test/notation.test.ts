import { describe, expect, test } from 'vitest'
import { formatDecimal, formatFraction, readDecimal, readFraction } from '../src/market/odds.ts'
import { formatGrouped, formatMoney, readMoney, returnOf } from '../src/money.ts'

describe('odds', () => {
  test('every price survives both notations', () => {
    const prices = Array.from({ length: 100_000 - 100 }, (_none, index) => 101 + index)
    expect(prices.filter((price) => readDecimal(formatDecimal(price)) !== price)).toEqual([])
    expect(prices.filter((price) => readFraction(formatFraction(price)) !== price)).toEqual([])
  })

  test.each([
    [200, '2.00', '1/1'],
    [210, '2.10', '11/10'],
    [101, '1.01', '1/100'],
    [50_000, '500.00', '499/1'],
  ])('%i hundredths are %s and %s', (price, decimal, fraction) => {
    expect(formatDecimal(price)).toBe(decimal)
    expect(formatFraction(price)).toBe(fraction)
  })

  test.each(['', '1', '1.00', '0.5', '-2', '2,10', '2.105', '1e2', 'evens'])(
    '%j is no decimal price',
    (text) => {
      expect(readDecimal(text)).toBeNull()
    },
  )

  test.each(['', '0/1', '1/0', '1/3', '11', '-1/2', '1.5/2', '1/2/3'])(
    '%j is no fraction the house shows',
    (text) => {
      expect(readFraction(text)).toBeNull()
    },
  )
})

describe('money', () => {
  test('an amount survives its text', () => {
    const amounts = [1, 9, 10, 99, 100, 101, 12_30, 25_00, 999_99, 100_000_00, 999_999_999]
    expect(amounts.map((minor) => readMoney(formatMoney(minor)))).toEqual(amounts)
  })

  test('thousands are grouped where the house groups them', () => {
    expect(formatGrouped(10_000_00)).toBe('10,000.00')
    expect(formatGrouped(123_456_789)).toBe('1,234,567.89')
    expect(formatGrouped(999_99)).toBe('999.99')
  })

  test('a double-booked account can be in debt, to the cent', () => {
    expect(formatMoney(-5)).toBe('-0.05')
  })

  test.each(['0', '0.00', '-1', '1.234', '1,00', ' 5', '1e3', ''])('%j is no stake', (text) => {
    expect(readMoney(text)).toBeNull()
  })

  test('a fraction of a cent stays with the house', () => {
    expect(returnOf(25_03, 211)).toBe(52_81)
  })
})
