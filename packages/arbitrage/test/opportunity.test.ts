import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOpportunity, hasMargin, worstCaseProfit } from '../src/index.ts'
import { limits, noLimits, odds, stakeMinor } from './arbitraries.ts'

const bothLimits = fc.record({ A: limits, B: limits })
const settings = { stakeAMinor: 2_500, minProfitBps: 50, maxProfitBps: 1_500 }

function appraise(oddsA: string, oddsB: string) {
  return findOpportunity(
    {
      A: { outcome: 'home', odds: oddsA, limits: noLimits },
      B: { outcome: 'away', odds: oddsB, limits: noLimits },
      ties: [],
    },
    settings,
  )
}

describe('an opportunity', () => {
  it('is found where opposite prices win whatever happens', () => {
    expect(appraise('2.2', '2')).toEqual({
      kind: 'found',
      stakeAMinor: 2_500,
      stakeBMinor: 2_750,
      worstCaseMinor: 250,
      profitBps: 476,
    })
  })

  it('is none at fair prices', () => {
    expect(appraise('2', '2')).toEqual({ kind: 'none', why: 'no_margin' })
  })

  it('is none where the profit is below what the operator wants', () => {
    expect(appraise('2.005', '2')).toEqual({ kind: 'none', why: 'too_small' })
  })

  it('is none where rounding eats the margin', () => {
    const coarse = { stepMinor: 1_000, minMinor: 1_000, maxMinor: null }
    const appraisal = findOpportunity(
      {
        A: { outcome: 'home', odds: '2.2', limits: noLimits },
        B: { outcome: 'away', odds: '2', limits: coarse },
        ties: [],
      },
      { ...settings, stakeAMinor: 300 },
    )
    expect(appraisal).toEqual({ kind: 'none', why: 'too_small' })
  })

  it('is none where it wins nothing, even if the operator asks for no profit', () => {
    const coarse = { stepMinor: 100, minMinor: 100, maxMinor: null }
    const appraisal = findOpportunity(
      {
        A: { outcome: 'home', odds: '2.05', limits: coarse },
        B: { outcome: 'away', odds: '2', limits: coarse },
        ties: [],
      },
      { ...settings, stakeAMinor: 100, minProfitBps: 0 },
    )
    expect(appraisal).toEqual({ kind: 'none', why: 'too_small' })
  })

  it('is not believed where it is too good to be true', () => {
    expect(appraise('21', '2')).toEqual({ kind: 'none', why: 'too_good' })
  })

  it('is none where no stake fits', () => {
    const closed = { ...noLimits, maxMinor: 0 }
    const appraisal = findOpportunity(
      {
        A: { outcome: 'home', odds: '2.2', limits: noLimits },
        B: { outcome: 'away', odds: '2', limits: closed },
        ties: [],
      },
      settings,
    )
    expect(appraisal).toEqual({ kind: 'none', why: 'no_stake' })
  })

  it('wins what it says, in every outcome, whatever the prices and limits', () => {
    fc.assert(
      fc.property(odds, odds, bothLimits, stakeMinor, (oddsA, oddsB, { A, B }, stakeAMinor) => {
        const found = findOpportunity(
          {
            A: { outcome: 'home', odds: oddsA, limits: A },
            B: { outcome: 'away', odds: oddsB, limits: B },
            ties: [],
          },
          { stakeAMinor, minProfitBps: 1, maxProfitBps: 100_000 },
        )
        fc.pre(found.kind === 'found')
        const bets = [
          { outcome: 'home', stakeMinor: found.stakeAMinor, odds: oddsA },
          { outcome: 'away', stakeMinor: found.stakeBMinor, odds: oddsB },
        ] as const
        const worst = worstCaseProfit(bets, ['home', 'away'])
        expect(worst).toBe(found.worstCaseMinor)
        expect(worst).toBeGreaterThan(0)
      }),
    )
  })

  it('never exists without a margin', () => {
    fc.assert(
      fc.property(odds, odds, stakeMinor, (oddsA, oddsB, stakeAMinor) => {
        fc.pre(!hasMargin(oddsA, oddsB))
        const bets = (stakeBMinor: number) =>
          [
            { outcome: 'home', stakeMinor: stakeAMinor, odds: oddsA },
            { outcome: 'away', stakeMinor: stakeBMinor, odds: oddsB },
          ] as const
        const ideal = Math.round((stakeAMinor * Number(oddsA)) / Number(oddsB))
        for (const stakeBMinor of [ideal - 1, ideal, ideal + 1]) {
          expect(worstCaseProfit(bets(stakeBMinor), ['home', 'away'])).toBeLessThanOrEqual(0)
        }
      }),
    )
  })
})
