import type { Leg, LegState } from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import { createOutstandingRecords } from '../src/needs/outstanding-records.ts'
import { sumUnhedged, unhedgedMinor, unhedgedOf } from '../src/needs/unhedged.ts'
import { AT, EXECUTION_ID, hedgeEvent, leg, recordOf } from './support/samples.ts'

const of = (...legs: Leg[]): number => unhedgedMinor(recordOf(legs))
const A = (state: LegState, change: Partial<Leg> = {}): Leg => leg('A', { state, ...change })
const B = (state: LegState, change: Partial<Leg> = {}): Leg => leg('B', { state, ...change })
const H = (state: LegState, receipt: Leg['receipt'] = null): Leg => leg('H', { state, receipt })

describe('unhedged exposure', () => {
  test('is nothing before a permit is given, and nothing once both are accepted', () => {
    expect(of(A('AUTHORIZED'), B('AUTHORIZED'))).toBe(0)
    expect(of(A('ACCEPTED'), B('ACCEPTED'))).toBe(0)
    expect(of(A('REJECTED'), B('VOID'))).toBe(0)
  })

  test('is the stake of A from its permit on, until B is accepted and no sooner', () => {
    for (const state of ['ARMED', 'PENDING', 'UNKNOWN', 'ACCEPTED'] as const)
      expect(of(A(state), B('AUTHORIZED'))).toBe(2500)
    for (const state of ['AUTHORIZED', 'ARMED', 'PENDING', 'UNKNOWN', 'ESCALATED'] as const)
      expect(of(A('ACCEPTED'), B(state))).toBe(2500)
  })

  test('has a clock: since the first permit of what is exposed, in all executions', () => {
    const at = (minute: number): string => `2026-03-01T12:0${minute}:00.000Z`
    const exposed = (minute: number) =>
      recordOf([A('ACCEPTED', { armedAt: at(minute) }), B('PENDING', { armedAt: at(9) })])
    expect(unhedgedOf(exposed(3))).toEqual({ minor: 2500, since: at(3) })
    expect(sumUnhedged([exposed(4), exposed(2)])).toEqual({ sum: '50.00', since: at(2) })
    expect(sumUnhedged([recordOf([A('ACCEPTED'), B('ACCEPTED')])]).since).toBeNull()
  })

  test('is the stake that was taken of a bet whose other leg ended without one', () => {
    const receipt = taken('15.50')
    for (const state of ['REJECTED', 'ABSENT', 'DENIED', 'VOID'] as const)
      expect(of(A('ACCEPTED', { receipt }), B(state))).toBe(1550)
    expect(of(A('DENIED'), B('ACCEPTED'))).toBe(2500)
  })

  test('supposes of a leg nobody knows that it turns out the worse way', () => {
    for (const state of ['UNKNOWN', 'ESCALATED'] as const) {
      expect(of(A(state), B('VOID'))).toBe(2500)
      expect(of(A('ACCEPTED'), B(state))).toBe(2500)
      expect(of(A('ACCEPTED'), B('REJECTED'), H(state))).toBe(2500)
    }
  })

  test('ends with a hedge that covers, not with one that is on its way or was taken in part', () => {
    expect(of(A('ACCEPTED'), B('REJECTED'), H('ARMED'))).toBe(2500)
    expect(of(A('ACCEPTED'), B('REJECTED'), H('REJECTED'))).toBe(2500)
    expect(of(A('ACCEPTED'), B('REJECTED'), H('ACCEPTED', taken('25.00')))).toBe(0)
    expect(of(A('ACCEPTED'), B('REJECTED'), H('ACCEPTED', taken('5.00')))).toBe(1950)
    const legs = [A('ACCEPTED'), B('REJECTED'), H('ACCEPTED', taken('22.00'))]
    expect(of(...legs)).toBe(80)
    const hedgeEvents = [hedgeEvent('covered', { worstCase: '-0.80' })]
    expect(unhedgedMinor(recordOf(legs, { hedgeEvents }))).toBe(0)
  })

  test('is there again when a bet was voided that a finished hedge counted on', () => {
    const settlement = { result: 'void', returned: '25', at: AT, by: 'statement' } as const
    const hedgeEvents = [hedgeEvent('covered', { worstCase: '2.50' })]
    const hedge = { receipt: taken('25.00') }
    const withHedge = (change: Partial<Leg>) =>
      unhedgedMinor(
        recordOf([A('ACCEPTED'), B('REJECTED'), leg('H', { ...hedge, ...change })], {
          hedgeEvents,
        }),
      )
    expect(withHedge({})).toBe(0)
    expect(withHedge({ settlement })).toBe(2500)
  })

  test('ends with the match; a bet that was given back covers nothing any more', () => {
    const over = { settlement: { result: 'lost', returned: '0', at: AT, by: 'operator' } } as const
    const back = { settlement: { result: 'void', returned: '25', at: AT, by: 'operator' } } as const
    expect(of(A('ACCEPTED', over), B('REJECTED'))).toBe(0)
    expect(of(A('ACCEPTED', over), B('ACCEPTED'))).toBe(0)
    expect(of(A('ACCEPTED', back), B('REJECTED'))).toBe(0)
    expect(of(A('ACCEPTED', back), B('ACCEPTED'))).toBe(2500)
  })

  test('is there when the second bet was taken with too little stake', () => {
    expect(of(A('ACCEPTED'), B('ACCEPTED', { receipt: taken('10.00') }))).toBe(1400)
  })

  test('of all executions is summed to the cent', () => {
    const lone = (stake: string) => recordOf([A('ACCEPTED', { stake }), B('REJECTED')])
    expect(sumUnhedged([lone('0.10'), lone('0.20'), lone('1000')])).toMatchObject({
      sum: '1000.30',
    })
  })
})

test('a bet that stands alone is found however long ago its execution was closed; one that is covered is read once', async () => {
  const asked: string[] = []
  const isLone = new Set(['lone'])
  const records = createOutstandingRecords(async (executionId) => {
    asked.push(executionId)
    return recordOf([A('ACCEPTED'), B(isLone.has(executionId) ? 'REJECTED' : 'ACCEPTED')], {
      execution: { ...recordOf([]).execution, id: executionId },
    })
  })
  const open = recordOf([A('ARMED'), B('AUTHORIZED')])
  const exposure = { A: outstanding('lone', 'covered', EXECUTION_ID), B: outstanding('covered') }
  const ids = async () =>
    (await records.read([open], exposure)).map(({ execution }) => execution.id)
  expect(await ids()).toEqual([EXECUTION_ID, 'lone'])
  expect(await ids()).toEqual([EXECUTION_ID, 'lone'])
  expect(asked).toEqual(['lone', 'covered', 'lone'])
})

test('a covered execution is read again when one of its bets has ended: its partner may be exposed', async () => {
  const back = { settlement: { result: 'void', returned: '25', at: AT, by: 'statement' } } as const
  let isVoid = false
  const records = createOutstandingRecords(async () =>
    recordOf([A('ACCEPTED', isVoid ? back : {}), B('ACCEPTED')]),
  )
  const both = { A: outstanding(EXECUTION_ID), B: outstanding(EXECUTION_ID) }
  expect(await records.read([], both)).toEqual([])
  isVoid = true
  const rest = { A: outstanding(), B: outstanding(EXECUTION_ID) }
  expect(await records.read([], rest)).toHaveLength(1)
})

test('what was read before the ledger fell silent is not read again', async () => {
  const many = Array.from({ length: 50 }, (_, index) => `execution-${index}`)
  const asked: string[] = []
  let isSilent = true
  const records = createOutstandingRecords(async (executionId) => {
    if (isSilent && asked.length === 45) throw new Error('the ledger is silent')
    asked.push(executionId)
    const execution = { ...recordOf([]).execution, id: executionId }
    return recordOf([A('ACCEPTED'), B('ACCEPTED')], { execution })
  })
  const exposure = { A: outstanding(...many), B: outstanding() }
  await expect(records.read([], exposure)).rejects.toThrow('silent')
  isSilent = false
  expect(await records.read([], exposure)).toEqual([])
  expect(asked.filter((id) => id === 'execution-0')).toHaveLength(1)
  expect(new Set(asked).size).toBe(50)
})

function outstanding(...ids: string[]) {
  const executions = ids.map((executionId) => ({ executionId, matchId: 'match-1', stake: '25.00' }))
  return { total: '0', byMatch: {}, executions, external: '0' }
}

function taken(stake: string): Leg['receipt'] {
  const nothing = { code: null, message: null, raw: null, paper: false }
  return { ...nothing, state: 'ACCEPTED', stake, odds: '2.10', betReference: 'N-1' }
}
