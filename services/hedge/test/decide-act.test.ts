import { legState, type ExecutionRecord, type Leg, type LegState } from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import { decideAct, type Act } from '../src/lone-leg/decide-act.ts'
import { buildLeg, buildReceipt, buildRecord, EXECUTION_ID } from './build.ts'

const LONE = [buildLeg('A', 'ACCEPTED'), buildLeg('B', 'REJECTED')]
const FAILED: readonly LegState[] = ['REJECTED', 'ABSENT', 'DENIED', 'VOID']

describe('no hedge is planned', () => {
  test.each(legState.options.filter((state) => !FAILED.includes(state)))(
    'for A while B is %s: it is covered, or may be',
    (state) => {
      const legs = [buildLeg('A', 'ACCEPTED'), buildLeg('B', state)]
      expect(decideAct(buildRecord(legs, ['triggered']))).toBe('none')
    },
  )

  test.each(legState.options.filter((state) => state !== 'ACCEPTED'))(
    'for A that is %s: there is nothing to cover',
    (state) => {
      const legs = [buildLeg('A', state), buildLeg('B', 'DENIED')]
      expect(decideAct(buildRecord(legs, ['triggered']))).toBe('none')
    },
  )

  test('for an execution that is closed', () => {
    const closed = buildRecord(LONE, ['triggered'], '2026-11-22T12:00:00.000Z')
    expect(decideAct(closed)).toBe('none')
  })
})

test.each(FAILED)('a hedge is planned when A was accepted and B is %s', (state) => {
  const legs = [buildLeg('A', 'ACCEPTED'), buildLeg('B', state)]
  expect(decideAct(buildRecord(legs, ['triggered']))).toBe('plan')
})

const AFTER_PLAN: Record<LegState, Act> = {
  AUTHORIZED: 'place',
  ARMED: 'wait',
  PENDING: 'wait',
  UNKNOWN: 'wait',
  ESCALATED: 'wait',
  ACCEPTED: 'conclude',
  REJECTED: 'conclude',
  ABSENT: 'conclude',
  DENIED: 'conclude',
  VOID: 'conclude',
}

test.each(legState.options)('a planned hedge that is %s is never planned again', (state) => {
  const record = buildRecord([...LONE, buildLeg('H', state)], ['triggered', 'planned'])
  expect(decideAct(record)).toBe(AFTER_PLAN[state])
})

test('after a hedge that failed somebody decides what is next before the execution is closed', () => {
  const legs = [...LONE, buildLeg('H', 'REJECTED')]
  expect(decideAct(buildRecord(legs, ['triggered', 'planned', 'failed']))).toBe('conclude')
})

test.each(legState.options)('of several hedge legs the latest counts, and it is %s', (state) => {
  const next = buildLeg('H', state, { legId: `${EXECUTION_ID}-H2` })
  const record = buildRecord([...LONE, buildLeg('H', 'REJECTED'), next], ['triggered', 'failed'])
  expect(decideAct(record)).toBe(AFTER_PLAN[state])
  // A person who was asked before it was planned does not own what it leaves.
  const chosen = buildRecord([...LONE, buildLeg('H', 'REJECTED'), next], ['escalated'])
  expect(decideAct(chosen)).toBe(AFTER_PLAN[state])
})

test.each(['held', 'escalated'] as const)('an execution whose lone leg is %s is closed', (step) => {
  expect(decideAct(buildRecord(LONE, ['triggered', step]))).toBe('close')
})

describe('an execution that is covered', () => {
  const settlement = {
    result: 'void',
    returned: '100.00',
    at: '2026-11-22T12:00:00.000Z',
    by: 'test',
  } as const
  const covered = (change: Partial<Leg>): ExecutionRecord =>
    buildRecord(
      [...LONE, buildLeg('H', 'ACCEPTED', { account: 'B', selectionId: 'away', ...change })],
      ['triggered', 'planned', 'covered'],
    )

  test('is closed', () => {
    expect(decideAct(covered({}))).toBe('close')
  })

  test('is concluded again when its hedge was voided', () => {
    expect(decideAct(covered({ settlement }))).toBe('conclude')
  })
})

test('the residue of B that was taken in part is hedged like any lone leg', () => {
  const part = buildLeg('B', 'ACCEPTED', { receipt: buildReceipt({ stake: '10.00' }) })
  const record = buildRecord([buildLeg('A', 'ACCEPTED'), part], ['triggered'])
  expect(decideAct(record)).toBe('plan')
})
