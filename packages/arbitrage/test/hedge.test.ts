import { describe, expect, it } from 'vitest'
import { planHedge, stakeToLook, type HedgeQuote } from '../src/index.ts'
import { noLimits } from './arbitraries.ts'
import { build, choiceOf, opposite, otherSide } from './hedge-input.ts'

describe('a lone leg', () => {
  it('is completed by the other side when that is better at worst than the opposite', () => {
    expect(planHedge(build())).toMatchObject({
      take: 'back',
      back: { kind: 'other_side', account: 'B', stakeMinor: 2_619, worstCaseMinor: 380 },
    })
  })

  it('is covered by the opposite when that is better, or alone is there', () => {
    const plan = planHedge(build({ quotes: [otherSide({ odds: '1.6' }), opposite()] }))
    expect(plan).toMatchObject({
      take: 'back',
      back: {
        kind: 'opposite',
        account: 'A',
        stakeMinor: 3_235,
        leastOdds: '1.463679',
        worstCaseMinor: -236,
      },
    })
    expect(planHedge(build({ quotes: [opposite()] }))).toMatchObject({ back: { kind: 'opposite' } })
  })

  it('is covered only by what may be placed without a person', () => {
    expect(planHedge(build({ allowed: ['opposite'] }))).toMatchObject({
      back: { kind: 'opposite' },
      choices: [
        { kind: 'other_side', worstCaseMinor: 380, why: 'It may not be placed without a person.' },
        { kind: 'opposite', why: null },
        { kind: 'hold', why: 'Another choice is better at worst.' },
      ],
    })
    expect(planHedge(build({ allowed: [] }))).toMatchObject({ take: 'hold', code: 'NOT_ALLOWED' })
  })

  it('is held for a person when every hedge would lose more than the limit', () => {
    const quotes = [otherSide({ odds: '1.3' }), opposite({ odds: '1.4' })]
    expect(planHedge(build({ quotes, lossLimitMinor: 500 }))).toEqual({
      take: 'hold',
      code: 'LOSS_OVER_LIMIT',
      reason:
        'The best hedge is away at 1.4 with 39.28 at account A. It would lose 9.29 at worst, and the limit is 5.00.',
      choices: [
        {
          kind: 'other_side',
          account: 'B',
          odds: '1.3',
          stakeMinor: 4_230,
          worstCaseMinor: -1_231,
          why: 'It would lose 12.31 at worst, and the limit is 5.00.',
        },
        {
          kind: 'opposite',
          account: 'A',
          odds: '1.4',
          stakeMinor: 3_928,
          worstCaseMinor: -929,
          why: 'It would lose 9.29 at worst, and the limit is 5.00.',
        },
        {
          kind: 'hold',
          account: null,
          odds: null,
          stakeMinor: null,
          worstCaseMinor: -2_500,
          why: null,
        },
      ],
    })
  })

  it('is covered at exactly the limit, and held a cent beyond it', () => {
    const at = (lossLimitMinor: number) =>
      planHedge(build({ quotes: [opposite({ odds: '1.4' })], lossLimitMinor })).take
    expect(at(929)).toBe('back')
    expect(at(928)).toBe('hold')
  })

  it('is held when nothing has a price, or takes a stake, and says why of each', () => {
    const quotes: HedgeQuote[] = [
      { kind: 'other_side', account: 'B', why: 'South has suspended the selection.' },
      opposite({ limits: { ...noLimits, maxMinor: 0 } }),
    ]
    expect(planHedge(build({ quotes }))).toMatchObject({
      take: 'hold',
      code: 'NO_PRICE',
      reason:
        'No hedge can be placed now. Account B: South has suspended the selection. Account A: No stake fits the limits of the provider.',
      choices: [{ worstCaseMinor: null }, { odds: '1.7', worstCaseMinor: null }, { kind: 'hold' }],
    })
  })

  it('is held rather than covered at a price that makes it worse', () => {
    const dear = opposite({ odds: '1.01', limits: { ...noLimits, minMinor: 10_000 } })
    const plan = planHedge(build({ quotes: [dear], lossLimitMinor: 1_000_000 }))
    expect(plan).toMatchObject({ take: 'hold', code: 'NOT_BETTER' })
  })

  it('is not covered in part when the rest would lose more than the limit', () => {
    const quotes = [opposite({ limits: { ...noLimits, maxMinor: 500 } })]
    expect(planHedge(build({ quotes }))).toMatchObject({ take: 'hold', code: 'LOSS_OVER_LIMIT' })
  })

  it('is covered by the rest when a first hedge was taken in part', () => {
    const others = [{ outcome: 'away', stakeMinor: 1_500, odds: '2.1' }] as const
    const plan = planHedge(build({ others }))
    expect(plan).toMatchObject({ back: { kind: 'other_side', stakeMinor: 1_119 } })
    expect(choiceOf(plan, 'hold')).toMatchObject({ worstCaseMinor: -850 })
  })

  it('is left alone when its first hedge covers it: nothing is better than holding', () => {
    const others = [{ outcome: 'away', stakeMinor: 2_619, odds: '2.1' }] as const
    expect(planHedge(build({ others }))).toMatchObject({ take: 'hold', code: 'NOT_BETTER' })
  })

  it('shows a person what the provider would pay for the bet, and is never cashed out by itself', () => {
    const quotes: HedgeQuote[] = [
      { kind: 'cash_out', account: 'A', worthMinor: 2_600 },
      opposite({ odds: '1.2' }),
    ]
    const plan = planHedge(build({ quotes }))
    expect(plan.take).toBe('hold')
    expect(choiceOf(plan, 'cash_out')).toEqual({
      kind: 'cash_out',
      account: 'A',
      odds: null,
      stakeMinor: null,
      worstCaseMinor: 100,
      why: 'The provider pays 26.00 for the bet now; only a person can take it.',
    })
  })

  it('takes the smaller stake of two hedges that are equal at worst, else the other side', () => {
    const lone = { outcome: 'home', stakeMinor: 10_000, odds: '2' } as const
    const same = [opposite({ odds: '2' }), otherSide({ odds: '2' })]
    expect(planHedge(build({ lone, quotes: same }))).toMatchObject({ back: { kind: 'other_side' } })
    const inStepsOf = (stepMinor: number) => ({ stepMinor, minMinor: 0, maxMinor: null })
    const equal = [
      otherSide({ odds: '2', limits: inStepsOf(10_200) }),
      opposite({ odds: '1.9899', limits: inStepsOf(9_900) }),
    ]
    const plan = planHedge(build({ lone, quotes: equal }))
    expect(choiceOf(plan, 'other_side')).toMatchObject({ worstCaseMinor: -200 })
    expect(plan).toMatchObject({ back: { kind: 'opposite', worstCaseMinor: -200 } })
  })

  it('is looked at with the smallest stake its provider takes', () => {
    expect(stakeToLook({ stepMinor: 50, minMinor: 120, maxMinor: null })).toBe(150)
    expect(stakeToLook({ stepMinor: 10, minMinor: 0, maxMinor: null })).toBe(10)
    expect(stakeToLook({ stepMinor: 100, minMinor: 0, maxMinor: 50 })).toBeUndefined()
  })
})

describe('the least odds of a hedge', () => {
  const small = (lossLimitMinor: number) => {
    const plan = planHedge(
      build({ lone: { outcome: 'home', stakeMinor: 500, odds: '2.1' }, lossLimitMinor }),
    )
    return plan.take === 'back' ? plan.back.leastOdds : plan.code
  }

  it('save half of what the plan saves, though the whole stake is below the loss limit', () => {
    // 5.00 at risk, 5.00 more at 2.1 win 0.50 at worst: down to 2.75 may still be saved.
    expect(small(1000)).toBe('1.55')
    expect(small(100_000)).toBe('1.55')
  })

  it('stay inside a loss limit that is tighter', () => {
    expect(small(100)).toBe('1.8')
  })
})
