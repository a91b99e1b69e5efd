import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sizeLegs, sizeOther, worstCaseProfit, type StakeLimits } from '../src/index.ts'
import { limits, noLimits, odds, stakeMinor } from './arbitraries.ts'

const bothLimits = fc.record({ A: limits, B: limits })

function worstOf(stakes: readonly [number, number], prices: readonly [string, string]): number {
  const bets = [
    { outcome: 'over', stakeMinor: stakes[0], odds: prices[0] },
    { outcome: 'under', stakeMinor: stakes[1], odds: prices[1] },
  ] as const
  return worstCaseProfit(bets, ['over', 'under'])
}

function isAllowed(stake: number, { stepMinor, minMinor, maxMinor }: StakeLimits): boolean {
  return (
    stake > 0 && stake % stepMinor === 0 && stake >= minMinor && stake <= (maxMinor ?? Infinity)
  )
}

describe('stakes of both legs', () => {
  it('win the same whatever happens when nothing has to be rounded', () => {
    const legs = sizeLegs({
      oddsA: '2.2',
      oddsB: '2',
      stakeAMinor: 2_500,
      limits: { A: noLimits, B: noLimits },
    })
    expect(legs).toEqual({ stakeAMinor: 2_500, stakeBMinor: 2_750, worstCaseMinor: 250 })
  })

  it('shrink together when the other provider takes little', () => {
    const legs = sizeLegs({
      oddsA: '2.2',
      oddsB: '2',
      stakeAMinor: 2_500,
      limits: { A: noLimits, B: { ...noLimits, maxMinor: 1_100 } },
    })
    expect(legs).toMatchObject({ stakeAMinor: 1_000, stakeBMinor: 1_100 })
  })

  it('fit the coarser step of the other provider by giving up some of A', () => {
    const legs = sizeLegs({
      oddsA: '2',
      oddsB: '2.2',
      stakeAMinor: 2_500,
      limits: { A: { ...noLimits, stepMinor: 100 }, B: { ...noLimits, stepMinor: 500 } },
    })
    expect(legs).toEqual({ stakeAMinor: 2_200, stakeBMinor: 2_000, worstCaseMinor: 200 })
  })

  it('do not exist when the smallest stake is more than may be staked', () => {
    const input = { oddsA: '2.2', oddsB: '2', stakeAMinor: 2_500 }
    const high = { ...noLimits, minMinor: 3_000 }
    expect(sizeLegs({ ...input, limits: { A: high, B: noLimits } })).toBeUndefined()
    const none = { ...noLimits, maxMinor: 0 }
    expect(sizeLegs({ ...input, limits: { A: noLimits, B: none } })).toBeUndefined()
  })

  it('always respect steps, limits and target, and promise exactly what they pay', () => {
    fc.assert(
      fc.property(odds, odds, stakeMinor, bothLimits, (oddsA, oddsB, target, { A, B }) => {
        const legs = sizeLegs({ oddsA, oddsB, stakeAMinor: target, limits: { A, B } })
        if (legs === undefined) return
        const { stakeAMinor, stakeBMinor } = legs
        expect(isAllowed(stakeAMinor, A)).toBe(true)
        expect(isAllowed(stakeBMinor, B)).toBe(true)
        expect(stakeAMinor).toBeLessThanOrEqual(target)
        expect(legs.worstCaseMinor).toBe(worstOf([stakeAMinor, stakeBMinor], [oddsA, oddsB]))
      }),
    )
  })
})

describe('the stake of the other leg', () => {
  it('has the best worst case of all stakes that the provider takes', () => {
    const price = fc.integer({ min: 105, max: 900 }).map((cents) => (cents / 100).toFixed(2))
    const few = fc.integer({ min: 1, max: 300 })
    const fewLimits = fc.constantFrom(1, 5, 20).chain((stepMinor) =>
      fc.record({
        stepMinor: fc.constant(stepMinor),
        minMinor: fc.constant(stepMinor * 2),
        maxMinor: fc.option(fc.integer({ min: 1, max: 900 }), { nil: null }),
      }),
    )
    fc.assert(
      fc.property(few, price, price, fewLimits, (stake, standing, other, allowed) => {
        const all = Array.from({ length: 3_000 }, (_, at) => at + 1)
          .filter((candidate) => isAllowed(candidate, allowed))
          .map((candidate) => worstOf([stake, candidate], [standing, other]))
        const sized = sizeOther({
          stakeMinor: stake,
          odds: standing,
          otherOdds: other,
          limits: allowed,
        })
        expect(sized?.worstCaseMinor).toBe(all.length === 0 ? undefined : Math.max(...all))
        expect(sized === undefined || isAllowed(sized.stakeMinor, allowed)).toBe(true)
      }),
    )
  })

  it('covers as much as the limit lets it when the limit is too low', () => {
    const allowed = { ...noLimits, maxMinor: 1_000 }
    expect(sizeOther({ stakeMinor: 2_500, odds: '2', otherOdds: '2', limits: allowed })).toEqual({
      stakeMinor: 1_000,
      worstCaseMinor: -1_500,
    })
  })
})
