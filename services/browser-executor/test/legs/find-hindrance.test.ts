import type { Permit } from '@surefoot/shared/messages'
import { describe, expect, it } from 'vitest'
import { findHindrance } from '../../src/legs/find-hindrance.ts'
import { plan } from '../support/plan.ts'

const permit: Permit = {
  permitId: '6f2c7f5e-0000-4000-8000-000000000001',
  legId: plan.legId,
  selectionId: plan.selectionId,
  stake: plan.stake,
  leastOdds: plan.leastOdds,
  venue: 'live',
  safeMode: false,
  expiresAt: '2026-01-31T18:29:05.000Z',
  livesMs: 5000,
}
const use = { plan, permit, isSimulated: false, leftMs: 4000 }

describe('a permit', () => {
  it('for the leg as it was asked for may be used', () => {
    expect(findHindrance(use)).toBeUndefined()
    expect(findHindrance({ ...use, permit: { ...permit, stake: '10' } })).toBeUndefined()
  })

  it.each([
    ['another leg', { legId: `${plan.executionId}-B` }],
    ['another selection', { selectionId: '8' }],
    ['another stake', { stake: '10.01' }],
    ['other odds', { leastOdds: '2.09' }],
    ['another venue', { venue: 'paper' as const }],
    ['safe mode', { safeMode: true }],
  ])('for %s is not used', (_what, change) => {
    expect(findHindrance({ ...use, permit: { ...permit, ...change } })).toMatch(
      /^Nothing was clicked/,
    )
  })

  it('that has run out while this process stood still is not clicked with', () => {
    expect(findHindrance({ ...use, leftMs: 0 })).toMatch(/had run out/)
    expect(findHindrance({ ...use, leftMs: -3000 })).toMatch(/had run out/)
  })
})
