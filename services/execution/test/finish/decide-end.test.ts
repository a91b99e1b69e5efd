import { isFinal } from '@surefoot/arbitrage'
import {
  hedgeStep,
  legState,
  type HedgeEvent,
  type HedgeStep,
  type Leg,
  type LegState,
  type Receipt,
} from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import { decideEnd, type End } from '../../src/finish/decide-end.ts'
import { buildLeg, buildReceipt, buildRecord } from '../build.ts'

const STATES = legState.options

const endOf = (legs: readonly Leg[], hedgeEvents: readonly HedgeEvent[] = []): End =>
  decideEnd({ ...buildRecord(legs), hedgeEvents: [...hedgeEvents] })

const event = (step: HedgeStep, details = {}): HedgeEvent => ({
  id: '00000000-0000-4000-8000-000000000001',
  timestamp: '2026-11-22T12:00:00.000Z',
  auditId: '00000000-0000-4000-8000-000000000000',
  step,
  details,
})

describe('what remains for two legs', () => {
  test.each(STATES.flatMap((A) => STATES.map((B) => [A, B] as const)))('A %s and B %s', (A, B) => {
    const end = endOf([buildLeg('A', A), buildLeg('B', B)])
    const isLone = (A === 'ACCEPTED') !== (B === 'ACCEPTED')
    const settled = isLone ? 'hedge' : 'close'
    expect(end).toBe(isFinal(A) && isFinal(B) ? settled : 'wait')
  })
})

describe('a lone leg', () => {
  const lone = [buildLeg('A', 'ACCEPTED'), buildLeg('B', 'REJECTED')]

  test.each(hedgeStep.options)('whose hedge is %s', (step) => {
    const isOver = ['held', 'escalated'].includes(step)
    expect(endOf(lone, [event(step)])).toBe(isOver ? 'close' : 'hedge')
  })

  test('is left to its hedge while that may still change', () => {
    expect(endOf([...lone, hedge('UNKNOWN')], [event('planned')])).toBe('wait')
  })

  test('is hedged on when its hedge leg has become final', () => {
    expect(endOf([...lone, hedge('ACCEPTED')], [event('planned')])).toBe('hedge')
  })

  test('is closed once its hedge is written as what covers it, and only while it does', () => {
    const part = hedge('ACCEPTED', buildReceipt({ stake: '96.00' }))
    const covered = [event('planned'), event('covered', { worstCase: '1.60' })]
    expect(endOf([...lone, part], covered)).toBe('close')
    expect(endOf([...lone, hedge('ACCEPTED', buildReceipt({ stake: '50.00' }))], covered)).toBe(
      'hedge',
    )
    const within = [event('planned'), event('covered', { worstCase: '-45.00' })]
    expect(endOf([...lone, hedge('ACCEPTED', buildReceipt({ stake: '50.00' }))], within)).toBe(
      'close',
    )
  })
})

describe('by payoff, not by states', () => {
  const both = (stake: string, odds = '2.1'): Leg[] => [
    buildLeg('A', 'ACCEPTED'),
    buildLeg('B', 'ACCEPTED', { receipt: buildReceipt({ stake, odds }) }),
  ]

  test.each([
    ['10.00', '2.1', 'hedge'],
    ['90.89', '2.1', 'hedge'],
    ['90.90', '2.1', 'close'],
    ['100.00', '1.5', 'hedge'],
    ['100.00', '2.0', 'close'],
  ])('a pair of which B was taken with %s at %s is to %s', (stake, odds, end) => {
    expect(endOf(both(stake, odds))).toBe(end)
  })

  test('a bet that was voided leaves its partner exposed, and alone leaves nothing', () => {
    const settlement = {
      result: 'void',
      returned: '100.00',
      at: '2026-11-22T12:00:00.000Z',
      by: 'statement',
    } as const
    const voided = buildLeg('A', 'ACCEPTED', { settlement })
    expect(endOf([voided, buildLeg('B', 'ACCEPTED')])).toBe('hedge')
    expect(endOf([voided, buildLeg('B', 'REJECTED')])).toBe('close')
    expect(endOf([voided, buildLeg('B', 'REJECTED'), hedge('DENIED')], [event('planned')])).toBe(
      'close',
    )
  })
})

function hedge(state: LegState, receipt: Receipt | null = null): Leg {
  const taken = receipt ?? (state === 'ACCEPTED' ? buildReceipt() : null)
  return buildLeg('H', state, { account: 'B', selectionId: 'ada-bea away', receipt: taken })
}
