import { legState } from '@surefoot/shared/messages'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exceededCap, exposureOf, fromMinor, isOverCap, type ExposedLeg } from '../src/index.ts'
import { stakeMinor } from './arbitraries.ts'

const caps = { perMatchMinor: 100_000, totalMinor: 500_000 }

function leg(changes: Partial<ExposedLeg>): ExposedLeg {
  return {
    account: 'A',
    matchId: 'm1',
    state: 'ACCEPTED',
    stake: '25.00',
    acceptedStake: null,
    venue: 'live',
    isSettled: false,
    isClosed: false,
    ...changes,
  }
}

describe('exposure', () => {
  it('adds up what is outstanding, by account and match', () => {
    const exposure = exposureOf([
      leg({}),
      leg({ state: 'UNKNOWN', stake: '10.00' }),
      leg({ matchId: 'm2', state: 'AUTHORIZED', stake: '1.50' }),
      leg({ state: 'REJECTED' }),
      leg({ state: 'VOID' }),
      leg({ account: 'B', stake: '27.50' }),
    ])
    expect(exposure.A.totalMinor).toBe(3_650)
    expect(exposure.A.byMatch).toEqual(
      new Map([
        ['m1', 3_500],
        ['m2', 150],
      ]),
    )
    expect(exposure.B.totalMinor).toBe(2_750)
  })

  it('counts what the provider took, not what was asked, once that is known', () => {
    expect(exposureOf([leg({ acceptedStake: '7.25' })]).A.totalMinor).toBe(725)
    expect(exposureOf([leg({ state: 'UNKNOWN', acceptedStake: '7.25' })]).A.totalMinor).toBe(2_500)
  })

  it('ends with the settlement of a bet, whether or not its execution is closed', () => {
    expect(exposureOf([leg({ isSettled: true })]).A.totalMinor).toBe(0)
    expect(exposureOf([leg({ isSettled: true, isClosed: true })]).A.totalMinor).toBe(0)
    expect(exposureOf([leg({ isClosed: true })]).A.totalMinor).toBe(2_500)
  })

  it('ends on paper with the execution, because nothing will ever settle it', () => {
    expect(exposureOf([leg({ venue: 'paper' })]).A.totalMinor).toBe(2_500)
    expect(exposureOf([leg({ venue: 'paper', isClosed: true })]).A.totalMinor).toBe(0)
  })

  it('of an account is the sum over its matches', () => {
    const legs = fc.array(
      fc.record({
        account: fc.constantFrom('A' as const, 'B' as const),
        matchId: fc.constantFrom('m1', 'm2', 'm3'),
        state: fc.constantFrom(...legState.options),
        stake: stakeMinor.map(fromMinor),
        acceptedStake: fc.option(stakeMinor.map(fromMinor)),
        venue: fc.constantFrom('live' as const, 'paper' as const),
        isSettled: fc.boolean(),
        isClosed: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(legs, (all) => {
        for (const { totalMinor, byMatch } of Object.values(exposureOf(all))) {
          expect([...byMatch.values()].reduce((sum, minor) => sum + minor, 0)).toBe(totalMinor)
        }
      }),
    )
  })
})

describe('a cap', () => {
  const exposure = { totalMinor: 450_000, byMatch: new Map([['m1', 90_000]]) }

  it.each([
    ['m1', 10_000, undefined],
    ['m1', 10_001, 'match'],
    ['m2', 50_000, undefined],
    ['m2', 50_001, 'total'],
    ['m2', 100_001, 'match'],
  ])('on %s with %i more is exceeded for: %s', (matchId, added, cap) => {
    const question = { exposure, addition: { matchId, stakeMinor: added }, caps }
    expect(exceededCap(question)).toBe(cap)
    expect(isOverCap(question)).toBe(cap !== undefined)
  })
})
