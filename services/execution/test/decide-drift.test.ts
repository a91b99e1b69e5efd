import type { Leg, Settlement } from '@surefoot/shared'
import { describe, expect, test } from 'vitest'
import { decideDrift } from '../src/decide-drift.ts'
import type { Difference } from '../src/exposure-counter.ts'
import { buildLeg, buildReceipt, buildRecord } from './build.ts'

const won: Settlement = {
  result: 'won',
  returned: '210.00',
  at: '2026-11-22T13:00:00.000Z',
  by: 'statement',
}

const counted = (countedMinor: number, change: Partial<Difference> = {}): Difference => ({
  account: 'A',
  executionId: '00000000-0000-4000-8000-000000000000',
  matchId: 'ada-bea',
  countedMinor,
  ledgerMinor: 0,
  ...change,
})
const verdict = (legs: readonly Leg[], countedMinor: number) =>
  decideDrift(buildRecord(legs), counted(countedMinor))

const standing = buildLeg('A', 'ACCEPTED')
const settled = buildLeg('A', 'ACCEPTED', { settlement: won })
const hedge = buildLeg('H', 'ACCEPTED', {
  stake: '116.67',
  receipt: buildReceipt({ stake: '116.67' }),
})

test('an execution that is open is on its way, whatever is counted: its process may be paused before it counts', () => {
  const open = buildRecord([standing], { closedAt: null })
  expect([0, 10_000, 77].map((minor) => decideDrift(open, counted(minor)))).toEqual([
    'on its way',
    'on its way',
    'on its way',
  ])
})

test('what is counted of an execution that the ledger does not know, or of another match, is drift', () => {
  expect(decideDrift(undefined, counted(10_000))).toBe('drift')
  const elsewhere = counted(10_000, { matchId: 'another' })
  expect(decideDrift(buildRecord([standing]), elsewhere)).toBe('drift')
})

describe('a count is behind the ledger', () => {
  test('when a bet was settled by hand and its stake is still counted', () => {
    expect(verdict([settled], 10_000)).toBe('behind')
  })

  test('when a process that was paused counts what has been given up meanwhile', () => {
    expect(verdict([buildLeg('A', 'VOID')], 10_000)).toBe('behind')
  })

  test('when the provider took less than was planned, and the process died before it counted that', () => {
    const less = buildLeg('A', 'ACCEPTED', { receipt: buildReceipt({ stake: '50.00' }) })
    expect(verdict([less], 10_000)).toBe('behind')
  })

  test('when the stake of a hedge was never counted, at the account of the lone leg or at the other', () => {
    expect(verdict([standing, hedge], 10_000)).toBe('behind')
    const other = { ...hedge, account: 'B' as const }
    const record = buildRecord([standing, buildLeg('B', 'REJECTED'), other])
    expect(decideDrift(record, counted(0, { account: 'B' }))).toBe('behind')
  })
})

describe('a count has drifted', () => {
  test('when a bet that stands is not counted at all: Redis has lost what it was told', () => {
    expect(verdict([standing], 0)).toBe('drift')
    expect(verdict([standing, hedge], 11_667)).toBe('drift')
  })

  test('when it is an amount that the execution never had', () => {
    expect(verdict([standing], 10_001)).toBe('drift')
    expect(verdict([settled], 20_001)).toBe('drift')
  })
})
