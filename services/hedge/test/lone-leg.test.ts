import { worstCaseOfHold } from '@surefoot/arbitrage'
import { describe, expect, test } from 'vitest'
import { findLone } from '../src/lone-leg.ts'
import { buildLeg, buildReceipt, buildRecord } from './build.ts'

const REJECTED_B = buildLeg('B', 'REJECTED')

describe('a lone leg', () => {
  test('is what its provider took, not what was asked', () => {
    const receipt = buildReceipt({ stake: '40.00', odds: '2.05' })
    const lone = findLone(buildRecord([buildLeg('A', 'ACCEPTED', { receipt }), REJECTED_B]))
    expect(lone?.bets.lone).toEqual({ outcome: 'home', stakeMinor: 4000, odds: '2.05' })
  })

  test('is taken for no better than its least odds when its receipt names none', () => {
    const receipt = buildReceipt({ stake: null, odds: null })
    const lone = findLone(buildRecord([buildLeg('A', 'ACCEPTED', { receipt }), REJECTED_B]))
    expect(lone?.bets.lone).toEqual({ outcome: 'home', stakeMinor: 10_000, odds: '2' })
  })

  test('may be completed at the other account, or covered by the opposite at its own', () => {
    const lone = findLone(buildRecord([buildLeg('A', 'ACCEPTED'), REJECTED_B]))
    expect(lone?.sides).toMatchObject([
      { kind: 'other_side', account: 'B', providerId: 'south', outcome: 'away' },
      { kind: 'opposite', account: 'A', providerId: 'north', selectionId: 'not home' },
    ])
  })

  test('may be B, if A was not taken after all', () => {
    const lone = findLone(buildRecord([buildLeg('A', 'ABSENT'), buildLeg('B', 'ACCEPTED')]))
    expect(lone?.leg.role).toBe('B')
    expect(lone?.sides).toMatchObject([
      { kind: 'other_side', account: 'A', outcome: 'home' },
      { kind: 'opposite', account: 'B', selectionId: 'not away', outcome: 'home' },
    ])
  })

  test('whose opposite has no price can only be completed at the other account', () => {
    const record = buildRecord([buildLeg('A', 'ACCEPTED'), REJECTED_B])
    const { A, B } = record.opportunity.legs
    const legs = { A: { ...A, opposite: null }, B }
    const lone = findLone({ ...record, opportunity: { ...record.opportunity, legs } })
    expect(lone?.sides.map(({ kind }) => kind)).toEqual(['other_side'])
  })
})

describe('what a lone leg and its hedge lose at worst', () => {
  const worstWith = (account: 'A' | 'B', stake: string, odds: string): number | undefined => {
    const hedge = buildLeg('H', 'ACCEPTED', { account, receipt: buildReceipt({ stake, odds }) })
    const lone = findLone(buildRecord([buildLeg('A', 'ACCEPTED'), REJECTED_B, hedge]))
    return lone && worstCaseOfHold(lone.bets)
  }

  test('follows from what was taken of both, at whichever account', () => {
    // A wins: 210 − 216.67. H wins: 210.006 rounded down, − 216.67.
    expect(worstWith('A', '116.67', '1.8')).toBe(-667)
    expect(worstWith('B', '100.00', '2.1')).toBe(1000)
  })

  test('is larger when only a part of the hedge was taken', () => {
    expect(worstWith('A', '50.00', '1.8')).toBe(-6000)
  })

  test('is the whole stake when the hedge was not taken', () => {
    const legs = [buildLeg('A', 'ACCEPTED'), REJECTED_B, buildLeg('H', 'REJECTED')]
    const lone = findLone(buildRecord(legs))
    expect(lone && worstCaseOfHold(lone.bets)).toBe(-10_000)
  })
})
