import { isFinal } from '@surefoot/arbitrage'
import { legState } from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import { isExposedAgain, phaseOf } from '../src/index.ts'
import { buildExecution, buildLeg, ended, took } from './build.ts'

const A = buildLeg('A', 'ACCEPTED', took('100.00'))
const B = (stake: string) => buildLeg('B', 'ACCEPTED', took(stake))
const H = (stake: string) => buildLeg('H', 'ACCEPTED', took(stake))
const LONE = [A, buildLeg('B', 'REJECTED')]

describe('the phase of an execution', () => {
  test.each(
    legState.options.flatMap((one) => legState.options.map((other) => [one, other] as const)),
  )(
    'with A %s and B %s follows from what may still change, then from the payoff',
    (stateA, stateB) => {
      const states = [stateA, stateB]
      const expected = states.some((state) => state === 'AUTHORIZED' || state === 'ARMED')
        ? 'placing'
        : !states.every(isFinal)
          ? 'resolving'
          : (['closable', 'exposed', 'covered'] as const)[
              states.filter((state) => state === 'ACCEPTED').length
            ]
      const execution = buildExecution([buildLeg('A', stateA), buildLeg('B', stateB)])
      expect(phaseOf(execution)).toBe(expected)
    },
  )

  test('is exposed with a part of B, and covered with nearly all of it', () => {
    expect(phaseOf(buildExecution([A, B('10.00')]))).toBe('exposed')
    expect(phaseOf(buildExecution([A, B('96.00')]))).toBe('covered')
  })

  test.each(legState.options)(
    'is hedging while its hedge is %s and its end is not written',
    (state) => {
      expect(phaseOf(buildExecution([...LONE, buildLeg('H', state)], ['planned']))).toBe('hedging')
    },
  )

  test.each(['held', 'escalated'])('is closable once its exposure is %s', (step) => {
    expect(phaseOf(buildExecution(LONE, [step]))).toBe('closable')
    expect(phaseOf(buildExecution([...LONE, buildLeg('H', 'REJECTED')], [step]))).toBe('closable')
  })

  test('is not closable by a failed hedge alone: somebody has to own what is exposed', () => {
    const failed = [...LONE, buildLeg('H', 'REJECTED')]
    expect(phaseOf(buildExecution(failed, ['planned', 'failed']))).toBe('hedging')
  })
})

describe('a bet that is void', () => {
  const covered = ['covered', { worstCase: '2.00' }] as const

  test('exposes what it covered, and alone leaves nothing', () => {
    const voided = buildLeg('A', 'ACCEPTED', ended('void'))
    expect(phaseOf(buildExecution([voided, B('100.00')]))).toBe('exposed')
    expect(phaseOf(buildExecution([voided, buildLeg('B', 'REJECTED')]))).toBe('closable')
    const armed = [voided, buildLeg('B', 'REJECTED'), buildLeg('H', 'AUTHORIZED')]
    expect(phaseOf(buildExecution(armed))).toBe('hedging')
  })

  test('takes the word of a hedge that counted on it, and no other', () => {
    expect(phaseOf(buildExecution([...LONE, H('96.00')], [covered]))).toBe('closable')
    const voided = { ...H('96.00'), ...ended('void') }
    expect(phaseOf(buildExecution([...LONE, voided], [covered]))).toBe('exposed')
  })

  test('of a closed execution leaves an exposure that nobody has, until somebody does', () => {
    const closed = { closedAt: '2026-11-29T12:00:00.000Z' }
    const legs = [buildLeg('A', 'ACCEPTED', ended('void')), B('100.00')]
    expect(isExposedAgain(buildExecution(legs, [], closed))).toBe(true)
    expect(isExposedAgain(buildExecution(legs, ['escalated'], closed))).toBe(false)
    expect(isExposedAgain(buildExecution(legs))).toBe(false)
    expect(isExposedAgain(buildExecution([A, B('100.00')], [], closed))).toBe(false)
  })
})

test('a hedge that did not write what it counted on has to stay within a step', () => {
  expect(phaseOf(buildExecution([...LONE, H('96.00')], ['covered']))).toBe('closable')
  expect(phaseOf(buildExecution([...LONE, H('50.00')], ['covered']))).toBe('exposed')
  const counted = ['covered', { worstCase: '-45.00' }] as const
  expect(phaseOf(buildExecution([...LONE, H('50.00')], [counted]))).toBe('closable')
})
