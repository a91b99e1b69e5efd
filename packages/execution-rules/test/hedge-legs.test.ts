import { isFinal } from '@surefoot/arbitrage'
import { legState, type LegState } from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import {
  isHedgedAsAuthorised,
  isOperators,
  latestHedge,
  mayChooseAgain,
  nextHedgeLegId,
  phaseOf,
  triedOn,
} from '../src/index.ts'
import { buildExecution, buildLeg, EXECUTION_ID, took, type TestLeg } from './build.ts'

const LONE = [buildLeg('A', 'ACCEPTED', took('100.00')), buildLeg('B', 'REJECTED')]
const H = (state: LegState, change: Partial<TestLeg> = {}) => buildLeg('H', state, change)
/** The second hedge leg: B's selection at its account. */
const H2 = (state: LegState, change: Partial<TestLeg> = {}) =>
  H(state, { legId: `${EXECUTION_ID}-H2`, account: 'B', selectionId: 'away', ...change })
const step = (name: string, leg: TestLeg | null) => ({
  step: name,
  legId: leg?.legId ?? null,
  details: {},
})

test('the hedge legs of an execution are numbered from the second on, up to the ninth', () => {
  const ids: (string | null)[] = []
  const legs: TestLeg[] = [...LONE]
  for (let count = 0; count < 10; count += 1) {
    const legId = nextHedgeLegId(EXECUTION_ID, { legs })
    ids.push(legId?.slice(EXECUTION_ID.length) ?? null)
    if (legId !== null) legs.unshift(H('REJECTED', { legId }))
    expect(latestHedge({ legs })?.legId).toBe(legId ?? `${EXECUTION_ID}-H9`)
  }
  expect(ids).toEqual(['-H', '-H2', '-H3', '-H4', '-H5', '-H6', '-H7', '-H8', '-H9', null])
})

test.each(legState.options)('a hedge may follow one that is %s if that is no bet', (state) => {
  const execution = buildExecution([...LONE, H(state)], ['planned'])
  expect(mayChooseAgain(execution)).toBe(isFinal(state) && state !== 'ACCEPTED')
})

test('no hedge follows by itself once an operator was asked', () => {
  expect(mayChooseAgain(buildExecution([...LONE, H('REJECTED')], ['escalated']))).toBe(false)
  expect(mayChooseAgain(buildExecution(LONE, [step('held', null)]))).toBe(false)
})

test('what was tried is a selection at an account', () => {
  const execution = buildExecution([...LONE, H('REJECTED'), H2('DENIED')])
  expect(triedOn(execution, { account: 'A', selectionId: 'not home' })?.role).toBe('H')
  expect(triedOn(execution, { account: 'B', selectionId: 'away' })?.state).toBe('DENIED')
  expect(triedOn(execution, { account: 'B', selectionId: 'not home' })).toBeUndefined()
})

describe('with a second hedge leg an execution', () => {
  const failed = step('failed', H('REJECTED'))
  const left = step('escalated', H('REJECTED'))

  test.each(legState.options)('is hedging while that is %s and its end is not written', (state) => {
    const legs = [...LONE, H('REJECTED'), H2(state, took('100.00'))]
    expect(phaseOf(buildExecution(legs, [failed]))).toBe('hedging')
    expect(phaseOf(buildExecution(legs, [failed, left]))).toBe('hedging')
  })

  test('is an operator’s only by a step of the latest one, or of before any', () => {
    const legs = [...LONE, H('REJECTED'), H2('REJECTED')]
    expect(isOperators(buildExecution(legs, [left]))).toBe(false)
    expect(isOperators(buildExecution(legs, [left, step('escalated', H2('REJECTED'))]))).toBe(true)
    expect(isOperators(buildExecution(LONE, [step('escalated', null)]))).toBe(true)
    expect(isOperators(buildExecution([...LONE, H('VOID')], [step('escalated', null)]))).toBe(false)
  })

  test('is covered as authorised by what the latest one leaves, not by what the first should have', () => {
    const part = H('ACCEPTED', { ...took('10.00'), leastOdds: '1.9' })
    const rest = { stake: '90.00', leastOdds: '1.9' }
    const taken = (stake: string) =>
      isHedgedAsAuthorised(
        buildExecution([...LONE, part, H2('ACCEPTED', { ...rest, ...took(stake) })]),
      )
    expect(taken('90.00')).toBe(true)
    expect(taken('45.00')).toBe(false)
    expect(isHedgedAsAuthorised(buildExecution([...LONE, part, H2('REJECTED')]))).toBe(false)
  })
})
