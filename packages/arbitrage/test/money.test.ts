import { money, signedMoney } from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromMinor, toMinor } from '../src/index.ts'

const largest = 99_999_999_999

describe('money', () => {
  it('comes back from the wire as it went', () => {
    fc.assert(
      fc.property(fc.integer({ min: -largest, max: largest }), (minor) => {
        const text = fromMinor(minor)
        expect(signedMoney.safeParse(text).success).toBe(true)
        expect(toMinor(text)).toBe(minor === 0 ? 0 : minor)
      }),
    )
  })

  it('is written as the wire wants it when it is positive', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largest }), (minor) => {
        expect(money.safeParse(fromMinor(minor)).success).toBe(true)
      }),
    )
  })

  it.each([
    ['25', 2500],
    ['25.5', 2550],
    ['25.00', 2500],
    ['0.07', 7],
    ['-0.5', -50],
    ['-0.00', 0],
  ])('%s is %i minor units', (text, minor) => {
    expect(toMinor(text)).toBe(minor)
  })

  it.each(['', '1.234', '1,00', ' 1', '1e3', '1234567890', 'NaN', '--1', '.5'])(
    'refuses %j, which is no amount',
    (text) => {
      expect(() => toMinor(text)).toThrow(RangeError)
    },
  )

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, largest + 1])(
    'refuses to write %d, which is no number of minor units',
    (minor) => {
      expect(() => fromMinor(minor)).toThrow(RangeError)
    },
  )
})
