import type { Leg } from '@surefoot/shared/messages'
import { worstCaseOfHold } from '@surefoot/arbitrage'
import { describe, expect, test } from 'vitest'
import { findExposed } from '@surefoot/execution-rules'
import { buildLeg, buildReceipt, buildRecord } from './build.ts'

const REJECTED_B = buildLeg('B', 'REJECTED')

describe('a lone leg', () => {
  test('is what its provider took, not what was asked', () => {
    const receipt = buildReceipt({ stake: '40.00', odds: '2.05' })
    const lone = findExposed(buildRecord([buildLeg('A', 'ACCEPTED', { receipt }), REJECTED_B]))
    expect(lone?.bets.lone).toEqual({ outcome: 'home', stakeMinor: 4000, odds: '2.05' })
  })

  test('is taken for no better than its least odds when its receipt names none', () => {
    const receipt = buildReceipt({ stake: null, odds: null })
    const lone = findExposed(buildRecord([buildLeg('A', 'ACCEPTED', { receipt }), REJECTED_B]))
    expect(lone?.bets.lone).toEqual({ outcome: 'home', stakeMinor: 10_000, odds: '2' })
  })

  test('may be completed at the other account, or covered by the opposite at its own', () => {
    const lone = findExposed(buildRecord([buildLeg('A', 'ACCEPTED'), REJECTED_B]))
    expect(lone?.sides).toMatchObject([
      { kind: 'other_side', account: 'B', providerId: 'south', outcome: 'away' },
      { kind: 'opposite', account: 'A', providerId: 'north', selectionId: 'not home' },
    ])
  })

  test('may be B, if A was not taken after all', () => {
    const lone = findExposed(buildRecord([buildLeg('A', 'ABSENT'), buildLeg('B', 'ACCEPTED')]))
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
    const lone = findExposed({ ...record, opportunity: { ...record.opportunity, legs } })
    expect(lone?.sides.map(({ kind }) => kind)).toEqual(['other_side'])
  })
})

describe('what a lone leg and its hedge lose at worst', () => {
  const worstWith = (account: 'A' | 'B', stake: string, odds: string): number | undefined => {
    const hedge = buildLeg('H', 'ACCEPTED', {
      account,
      stake,
      selectionId: account === 'A' ? 'not home' : 'away',
      receipt: buildReceipt({ stake, odds }),
    })
    const lone = findExposed(buildRecord([buildLeg('A', 'ACCEPTED'), REJECTED_B, hedge]))
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
    const lone = findExposed(buildRecord(legs))
    expect(lone && worstCaseOfHold(lone.bets)).toBe(-10_000)
  })
})

describe('what is left after B', () => {
  const after = (B: Partial<Leg>, A: Partial<Leg> = {}) =>
    findExposed(buildRecord([buildLeg('A', 'ACCEPTED', A), buildLeg('B', 'ACCEPTED', B)]))
  const VOID = {
    result: 'void',
    returned: '100.00',
    at: '2026-11-22T12:00:00.000Z',
    by: 'test',
  } as const

  test('was taken in part is A beside what was taken, and is completed at B again or by the opposite at A', () => {
    const exposed = after({ receipt: buildReceipt({ stake: '10.00' }) })
    expect(exposed).toMatchObject({
      leg: { role: 'A' },
      bets: { lone: { stakeMinor: 10_000 }, others: [{ outcome: 'away', stakeMinor: 1000 }] },
      sides: [
        { kind: 'other_side', account: 'B', selectionId: 'away', outcome: 'away' },
        { kind: 'opposite', account: 'A', selectionId: 'not home', outcome: 'away' },
      ],
    })
    expect(exposed && worstCaseOfHold(exposed.bets)).toBe(-8900)
  })

  test('remained alone because A was voided is B, backed against at either account', () => {
    expect(after({}, { settlement: VOID })).toMatchObject({
      leg: { role: 'B' },
      bets: { others: [] },
      sides: [
        { kind: 'other_side', account: 'A', selectionId: 'home' },
        { kind: 'opposite', account: 'B', selectionId: 'not away' },
      ],
    })
  })

  test('is sized by its permit, whatever an answer claims to have taken', () => {
    const claimed = { receipt: buildReceipt({ stake: '2500.00' }), stake: '25.00' }
    const lone = findExposed(buildRecord([buildLeg('A', 'ACCEPTED', claimed), REJECTED_B]))
    expect(lone?.bets.lone.stakeMinor).toBe(2500)
  })

  test('is nothing once every bet is void, or the match is decided', () => {
    const lost = { ...VOID, result: 'lost' as const, returned: '0.00' }
    expect(after({ settlement: VOID }, { settlement: VOID })).toBeUndefined()
    expect(
      after({ receipt: buildReceipt({ stake: '10.00' }) }, { settlement: lost }),
    ).toBeUndefined()
  })
})
