import { odds as wireOdds } from '@surefoot/shared/messages'
import { Big } from 'big.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareOdds, readOdds } from '../src/index.ts'

describe('odds', () => {
  it.each([
    ['2.10', 'decimal', '2.1'],
    [' 1.01 ', 'decimal', '1.01'],
    ['1001', 'decimal', '1001'],
    ['1.1234567', 'decimal', '1.123456'],
    ['11/10', 'fractional', '2.1'],
    ['4/6', 'fractional', '1.666666'],
    ['evens', 'fractional', '2'],
    ['EVS', 'fractional', '2'],
    ['100-30', 'fractional', '4.333333'],
    ['+110', 'american', '2.1'],
    ['-120', 'american', '1.833333'],
    ['−150', 'american', '1.666666'],
    ['EVEN', 'american', '2'],
  ] as const)('%s (%s) is %s', (text, format, expected) => {
    expect(readOdds(text, format)).toBe(expected)
  })

  it.each([
    ['1.00', 'decimal'],
    ['0.5', 'decimal'],
    ['1.0000001', 'decimal'],
    ['2,10', 'decimal'],
    ['-2.1', 'decimal'],
    ['1e3', 'decimal'],
    ['123456.7', 'decimal'],
    ['1/0', 'fractional'],
    ['0/5', 'fractional'],
    ['SP', 'fractional'],
    ['11/10', 'decimal'],
    ['99', 'american'],
    ['+50', 'american'],
    ['110', 'american'],
    ['', 'american'],
  ] as const)('%j is no %s price', (text, format) => {
    expect(readOdds(text, format)).toBeUndefined()
  })

  it('of a fraction are never overstated, and by less than a millionth understated', () => {
    const part = fc.integer({ min: 1, max: 9_999 })
    fc.assert(
      fc.property(part, part, (gain, stake) => {
        const read = readOdds(`${gain}/${stake}`, 'fractional')
        expect(wireOdds.safeParse(read).success).toBe(true)
        const short = Big(gain + stake).minus(Big(read ?? 0).times(stake))
        expect(short.gte(0)).toBe(true)
        expect(short.lt(Big('0.000001').times(stake))).toBe(true)
      }),
    )
  })

  it('of a minus price never pay more than the provider does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 9_999 }), (stake) => {
        const read = readOdds(`-${stake}`, 'american')
        expect(
          Big(read ?? 0)
            .minus(1)
            .times(stake)
            .lte(100),
        ).toBe(true)
      }),
    )
  })

  it('are compared by what they pay, not by how they are written', () => {
    expect(compareOdds('2.10', '2.1')).toBe(0)
    expect(compareOdds('10', '9.5')).toBe(1)
    expect(compareOdds('1.999999', '2')).toBe(-1)
  })
})
