import { describe, expect, test } from 'vitest'
import { findLone, worstCaseOf } from '../src/lone-leg.ts'
import { buildLeg, buildReceipt, buildRecord } from './build.ts'

const REJECTED_B = buildLeg('B', 'REJECTED')

describe('a lone leg', () => {
  test('is what its provider took, not what was asked', () => {
    const receipt = buildReceipt({ stake: '40.00', odds: '2.05' })
    const lone = findLone(buildRecord([buildLeg('A', 'ACCEPTED', { receipt }), REJECTED_B]))
    expect(lone?.bet).toEqual({ outcome: 'home', stakeMinor: 4000, odds: '2.05' })
  })

  test('is covered at its own account by the opposite outcome', () => {
    const lone = findLone(buildRecord([buildLeg('A', 'ACCEPTED'), REJECTED_B]))
    expect(lone?.opposite).toMatchObject({ selectionId: 'not home', outcome: 'away' })
  })

  test('may be B, if A was not taken after all', () => {
    const lone = findLone(buildRecord([buildLeg('A', 'ABSENT'), buildLeg('B', 'ACCEPTED')]))
    expect(lone?.leg.role).toBe('B')
    expect(lone?.opposite).toMatchObject({ selectionId: 'not away', outcome: 'home' })
  })
})

describe('what a lone leg and its hedge lose at worst', () => {
  test('follows from what was taken of both', () => {
    const hedge = buildLeg('H', 'ACCEPTED', {
      receipt: buildReceipt({ stake: '116.67', odds: '1.8' }),
    })
    const record = buildRecord([buildLeg('A', 'ACCEPTED'), REJECTED_B, hedge])
    const lone = findLone(record)
    // A wins: 210 − 216.67. H wins: 210.006 rounded down, − 216.67.
    expect(lone && worstCaseOf(record, lone, hedge)).toBe(-667)
  })

  test('is larger when only a part of the hedge was taken', () => {
    const hedge = buildLeg('H', 'ACCEPTED', {
      receipt: buildReceipt({ stake: '50.00', odds: '1.8' }),
    })
    const record = buildRecord([buildLeg('A', 'ACCEPTED'), REJECTED_B, hedge])
    const lone = findLone(record)
    expect(lone && worstCaseOf(record, lone, hedge)).toBe(-6000)
  })
})
