import { odds as wireOdds } from '@surefoot/shared/messages'
import { Big } from 'big.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastOddsOfFirst, leastOddsOfSecond, sizeOther, worstCaseProfit } from '../src/index.ts'
import { limits, noLimits, odds, stakeMinor } from './arbitraries.ts'

const millionth = Big('0.000001')

function profitOfLeg(stake: number, price: string, otherStake: number): number {
  const bets = [
    { outcome: 'home', stakeMinor: stake, odds: price },
    { outcome: 'away', stakeMinor: otherStake, odds: '1.01' },
  ] as const
  return worstCaseProfit(bets, ['home'])
}

describe('the least odds of a leg whose other leg stands', () => {
  it('break even: at them the pair does not lose, a millionth below it does', () => {
    fc.assert(
      fc.property(stakeMinor, stakeMinor, (stake, other) => {
        fc.pre(other / stake < 90_000 && other > 0)
        const least = leastOddsOfSecond({
          stakeMinor: stake,
          otherStakeMinor: other,
          lossLimitMinor: 0,
        })
        expect(wireOdds.safeParse(least).success).toBe(true)
        expect(profitOfLeg(stake, least, other)).toBeGreaterThanOrEqual(0)
        const below = Big(least).minus(millionth)
        fc.pre(below.gt(1))
        expect(profitOfLeg(stake, below.toFixed(), other)).toBeLessThan(0)
      }),
    )
  })

  it('may be lower by the loss limit, and no further', () => {
    const least = leastOddsOfSecond({
      stakeMinor: 2_500,
      otherStakeMinor: 2_500,
      lossLimitMinor: 1_000,
    })
    expect(least).toBe('1.6')
    expect(profitOfLeg(2_500, least, 2_500)).toBe(-1_000)
  })

  it('are real odds even where any price would do, or none', () => {
    expect(
      leastOddsOfSecond({ stakeMinor: 2_500, otherStakeMinor: 500, lossLimitMinor: 1_000 }),
    ).toBe('1.000001')
    expect(
      leastOddsOfSecond({ stakeMinor: 1, otherStakeMinor: 9_000_000_000, lossLimitMinor: 0 }),
    ).toBe('99999.999999')
  })
})

describe('the least odds of the leg that goes first', () => {
  it('leave the other leg a stake with which the pair does not lose', () => {
    fc.assert(
      fc.property(stakeMinor, odds, limits, (stake, otherOdds, otherLimits) => {
        const least = leastOddsOfFirst({ stakeMinor: stake, otherOdds, otherLimits })
        fc.pre(least !== undefined && least !== '99999.999999')
        const other = sizeOther({
          stakeMinor: stake,
          odds: least,
          otherOdds,
          limits: otherLimits,
        })
        expect(other?.worstCaseMinor).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('are tight: a millionth below, no stake of the other leg avoids a loss', () => {
    const price = fc.integer({ min: 110, max: 900 }).map((cents) => (cents / 100).toFixed(2))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), price, (stake, otherOdds) => {
        const input = { stakeMinor: stake, otherOdds, otherLimits: noLimits }
        const below = Big(leastOddsOfFirst(input) ?? 0).minus(millionth)
        fc.pre(below.gt(1))
        const other = sizeOther({
          stakeMinor: stake,
          odds: below.toFixed(),
          otherOdds,
          limits: noLimits,
        })
        expect(other?.worstCaseMinor).toBeLessThan(0)
      }),
    )
  })

  it('do not exist where the other provider takes too little to cover the leg', () => {
    const otherLimits = { ...noLimits, maxMinor: 100 }
    expect(leastOddsOfFirst({ stakeMinor: 2_500, otherOdds: '2', otherLimits })).toBeUndefined()
  })
})
