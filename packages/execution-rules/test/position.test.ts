import { legState } from '@surefoot/shared/messages'
import { assert, boolean, constantFrom, integer, property, record, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isExposed, outcomeOf, worstCaseMinor, worstInForce } from '../src/index.ts'
import { buildExecution, buildLeg, ended, took, type TestLeg } from './build.ts'

const A = buildLeg('A', 'ACCEPTED', took('100.00'))
const worst = (...legs: TestLeg[]): number => worstInForce(buildExecution(legs))
const B = (stake: string, odds = '2.1'): TestLeg => buildLeg('B', 'ACCEPTED', took(stake, odds))

describe('the bets in force', () => {
  test('count with what was really taken of them', () => {
    expect(worst(A, B('100.00'))).toBe(1000)
    expect(worst(A, B('10.00'))).toBe(-8900)
    expect(worst(A, B('100.00', '1.5'))).toBe(-5000)
  })

  test('are no more than their permits, whatever an answer claims', () => {
    expect(worst(buildLeg('A', 'ACCEPTED', { ...took('2500.00'), stake: '25.00' }))).toBe(-2500)
  })

  test('have no better odds than they had to where the receipt names none', () => {
    const silent = buildLeg('B', 'ACCEPTED', { ...took(null, null), leastOdds: '1.5' })
    expect(worst(A, silent)).toBe(-5000)
  })

  test.each(['void', 'cashed_out'] as const)('are without one that is %s', (result) => {
    expect(worst(buildLeg('A', 'ACCEPTED', ended(result)), B('100.00'))).toBe(-10_000)
    expect(worst(buildLeg('A', 'ACCEPTED', ended(result)), buildLeg('B', 'REJECTED'))).toBe(0)
  })

  test('count nothing on a hedge whose selection the execution does not know', () => {
    const strange = buildLeg('H', 'ACCEPTED', {
      ...took('100.00'),
      selectionId: 'of another match',
    })
    expect(outcomeOf(buildExecution([A, strange]), strange)).toBeNull()
    expect(worst(A, strange)).toBe(-20_000)
  })
})

test.each([
  ['0.01', '90.90', false],
  ['0.01', '90.89', true],
  ['1.00', '90.45', false],
  ['1.00', '89.99', true],
])('a pair is exposed beyond one stake step: step %s, %s of B', (stakeStep, stake, exposed) => {
  expect(isExposed(buildExecution([A, B(stake)], [], { stakeStep }))).toBe(exposed)
})

test('nothing is exposed once the match is decided', () => {
  for (const result of ['won', 'lost'] as const)
    expect(isExposed(buildExecution([{ ...A, ...ended(result) }, B('10.00')]))).toBe(false)
})

test('a leg whose answer is open is a bet or none, whichever is worse', () => {
  for (const state of legState.options) {
    const mayBe = ['ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED'].includes(state)
    const lone = buildExecution([buildLeg('A', state), buildLeg('B', 'VOID')])
    expect(worstCaseMinor(lone)).toBe(mayBe || state === 'ACCEPTED' ? -10_000 : 0)
    const pair = buildExecution([A, buildLeg('B', state)])
    expect(worstCaseMinor(pair)).toBe(state === 'ACCEPTED' ? 1000 : -10_000)
  }
})

test('the worst case with open legs is never better than any way in which they may end', () => {
  const state = constantFrom(...legState.options)
  const stake = integer({ min: 1, max: 20_000 }).map((minor) => (minor / 100).toFixed(2))
  const legs = tuple(
    record({ state, stake }).map((one) => buildLeg('A', one.state, one)),
    record({ state, stake }).map((one) => buildLeg('B', one.state, one)),
    record({ state, stake }).map((one) => buildLeg('H', one.state, one)),
  )
  assert(
    property(legs, boolean(), boolean(), boolean(), (all, ...taken) => {
      const settledLegs = all.map((leg, index) => {
        const isOpen = ['ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED'].includes(leg.state)
        return isOpen
          ? { ...leg, state: taken[index] ? ('ACCEPTED' as const) : ('ABSENT' as const) }
          : leg
      })
      const before = worstCaseMinor(buildExecution(all))
      expect(before).toBeLessThanOrEqual(worstInForce(buildExecution(settledLegs)))
    }),
  )
})
