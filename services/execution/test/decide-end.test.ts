import { isFinal } from '@surefoot/arbitrage'
import { hedgeStep, legState, type HedgeEvent, type HedgeStep } from '@surefoot/shared'
import { describe, expect, test } from 'vitest'
import { decideEnd } from '../src/decide-end.ts'
import { buildLeg } from './build.ts'

const STATES = legState.options

const event = (step: HedgeStep): HedgeEvent => ({
  id: '00000000-0000-4000-8000-000000000001',
  timestamp: '2026-11-22T12:00:00.000Z',
  auditId: '00000000-0000-4000-8000-000000000000',
  step,
  details: {},
})

describe('what remains for two legs', () => {
  test.each(STATES.flatMap((A) => STATES.map((B) => [A, B] as const)))('A %s and B %s', (A, B) => {
    const end = decideEnd({ legs: [buildLeg('A', A), buildLeg('B', B)], hedgeEvents: [] })
    const isLone = (A === 'ACCEPTED') !== (B === 'ACCEPTED')
    const settled = isLone ? 'hedge' : 'close'
    expect(end).toBe(isFinal(A) && isFinal(B) ? settled : 'wait')
  })
})

describe('a lone leg', () => {
  const lone = [buildLeg('A', 'ACCEPTED'), buildLeg('B', 'REJECTED')]

  test.each(hedgeStep.options)('whose hedge is %s', (step) => {
    const isOver = ['covered', 'held', 'escalated'].includes(step)
    expect(decideEnd({ legs: lone, hedgeEvents: [event(step)] })).toBe(isOver ? 'close' : 'hedge')
  })

  test('is left to its hedge while that may still change', () => {
    const legs = [...lone, buildLeg('H', 'UNKNOWN')]
    expect(decideEnd({ legs, hedgeEvents: [event('planned')] })).toBe('wait')
  })

  test('is hedged on when its hedge leg has become final', () => {
    const legs = [...lone, buildLeg('H', 'ACCEPTED')]
    expect(decideEnd({ legs, hedgeEvents: [event('planned')] })).toBe('hedge')
  })
})
