import { odds as wireOdds } from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareOdds, planHedge, worstCaseProfit } from '../src/index.ts'
import { limits, noLimits, odds, stakeMinor } from './arbitraries.ts'

const accepted = { stakeMinor: 2_500, odds: '2.2' }

describe('a lone leg', () => {
  it('is covered by the opposite outcome while the loss stays inside the limit', () => {
    expect(
      planHedge({ accepted, opposite: { odds: '1.7', limits: noLimits }, lossLimitMinor: 1_000 }),
    ).toEqual({ kind: 'opposite', stakeMinor: 3_235, leastOdds: '1.463679', worstCaseMinor: -236 })
  })

  it('is held for a person when covering it would lose more than the limit', () => {
    expect(
      planHedge({ accepted, opposite: { odds: '1.4', limits: noLimits }, lossLimitMinor: 500 }),
    ).toEqual({
      kind: 'hold',
      code: 'LOSS_OVER_LIMIT',
      reason: 'The opposite outcome at 1.4 would lose 9.29 at worst; the limit is 5.00',
      worstCaseMinor: -2_500,
    })
  })

  it('is covered at exactly the limit, and held a cent beyond it', () => {
    const opposite = { odds: '1.4', limits: noLimits }
    const at = (lossLimitMinor: number) => planHedge({ accepted, opposite, lossLimitMinor }).kind
    expect(at(929)).toBe('opposite')
    expect(at(928)).toBe('hold')
  })

  it('is held when the opposite outcome has no price, or takes no stake', () => {
    expect(planHedge({ accepted, opposite: null, lossLimitMinor: 1_000 })).toMatchObject({
      kind: 'hold',
      code: 'NO_PRICE',
      worstCaseMinor: -2_500,
    })
    const closed = { odds: '1.7', limits: { ...noLimits, maxMinor: 0 } }
    expect(planHedge({ accepted, opposite: closed, lossLimitMinor: 1_000 })).toMatchObject({
      kind: 'hold',
      code: 'NO_STAKE',
    })
  })

  it('is not covered in part when the rest would lose more than the limit', () => {
    const opposite = { odds: '1.7', limits: { ...noLimits, maxMinor: 500 } }
    expect(planHedge({ accepted, opposite, lossLimitMinor: 1_000 })).toMatchObject({
      code: 'LOSS_OVER_LIMIT',
    })
  })

  it('loses no more than the limit by its hedge, at the price seen and at the least price allowed', () => {
    const opposites = fc.record({ odds, limits })
    const limit = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(stakeMinor, odds, opposites, limit, (stake, taken, opposite, loss) => {
        const plan = planHedge({
          accepted: { stakeMinor: stake, odds: taken },
          opposite,
          lossLimitMinor: loss,
        })
        fc.pre(plan.kind === 'opposite')
        expect(wireOdds.safeParse(plan.leastOdds).success).toBe(true)
        expect(compareOdds(plan.leastOdds, opposite.odds)).toBeLessThanOrEqual(0)
        const worstAt = (hedgeOdds: string) =>
          worstCaseProfit(
            [
              { outcome: 'home', stakeMinor: stake, odds: taken },
              { outcome: 'away', stakeMinor: plan.stakeMinor, odds: hedgeOdds },
            ],
            ['home', 'away'],
          )
        expect(worstAt(opposite.odds)).toBe(plan.worstCaseMinor)
        expect(worstAt(opposite.odds)).toBeGreaterThanOrEqual(-loss)
        expect(worstAt(plan.leastOdds)).toBeGreaterThanOrEqual(-loss)
      }),
    )
  })

  it('is covered whenever some stake keeps the loss inside the limit', () => {
    const price = fc.integer({ min: 105, max: 500 }).map((cents) => (cents / 100).toFixed(2))
    const loss = fc.integer({ min: 0, max: 200 })
    fc.assert(
      fc.property(price, price, loss, (taken, opposite, lossLimitMinor) => {
        const plan = planHedge({
          accepted: { stakeMinor: 200, odds: taken },
          opposite: { odds: opposite, limits: noLimits },
          lossLimitMinor,
        })
        const worstCases = Array.from({ length: 1_000 }, (_, at) =>
          worstCaseProfit(
            [
              { outcome: 'home', stakeMinor: 200, odds: taken },
              { outcome: 'away', stakeMinor: at + 1, odds: opposite },
            ],
            ['home', 'away'],
          ),
        )
        expect(plan.kind === 'opposite').toBe(Math.max(...worstCases) >= -lossLimitMinor)
      }),
    )
  })
})
