import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payoutMinor, profitIf, worstCaseProfit } from '../src/index.ts'
import { odds, stakeMinor } from './arbitraries.ts'

describe('the payoff of bets', () => {
  it('rounds a payout down to minor units', () => {
    expect(payoutMinor(333, '2.1')).toBe(699)
    expect(payoutMinor(1_000, '1.833333')).toBe(1_833)
  })

  it('is exact where floating point is not', () => {
    expect(payoutMinor(100, '1.1')).toBe(110)
    expect(payoutMinor(10_000_000, '1.000001')).toBe(10_000_010)
    expect(payoutMinor(99_999_999_999, '10.000001')).toBe(1_000_000_099_989)
  })

  it('is stake times odds in whole numbers, to the last minor unit', () => {
    fc.assert(
      fc.property(stakeMinor, odds, (stake, price) => {
        const millionths = BigInt(Math.round(Number(price) * 1_000_000))
        const exact = (BigInt(stake) * millionths) / 1_000_000n
        expect(BigInt(payoutMinor(stake, price))).toBe(exact)
      }),
    )
  })

  it('loses every stake when an outcome happens that nobody backed', () => {
    const bets = [{ outcome: 'home', stakeMinor: 1_000, odds: '2' }] as const
    expect(profitIf('draw', bets)).toBe(-1_000)
    expect(worstCaseProfit(bets, ['home', 'draw', 'away'])).toBe(-1_000)
  })

  it('adds up bets on the same outcome', () => {
    const bets = [
      { outcome: 'home', stakeMinor: 1_000, odds: '2.1' },
      { outcome: 'home', stakeMinor: 500, odds: '2' },
      { outcome: 'away', stakeMinor: 1_500, odds: '2.2' },
    ] as const
    expect(profitIf('home', bets)).toBe(100)
    expect(profitIf('away', bets)).toBe(300)
    expect(worstCaseProfit(bets, ['home', 'away'])).toBe(100)
  })
})
