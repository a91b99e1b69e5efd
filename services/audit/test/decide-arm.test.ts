import { legState, trading } from '@surefoot/shared'
import { expect, test } from 'vitest'
import type { ArmFacts } from '../src/execution/arm-facts.ts'
import { refuseToArm } from '../src/execution/decide-arm.ts'

const now = new Date('2026-11-01T12:00:00Z')
const later = new Date('2026-11-01T12:00:10Z')
const ask = { executorId: 'executor-1', epoch: 3, isSimulated: false }
const rules = { caps: { perMatchMinor: 100_000, totalMinor: 500_000 }, isSafeMode: false }

/** Leg A, with nothing against it. */
const facts = (change: Partial<ArmFacts> = {}): ArmFacts => ({
  now,
  trading: 'RUN',
  account: 'A',
  role: 'A',
  state: 'AUTHORIZED',
  matchId: 'match',
  deadline: later,
  stateA: 'AUTHORIZED',
  stateB: 'AUTHORIZED',
  leaseHolder: 'executor-1',
  leaseEpoch: 3,
  leaseExpiresAt: later,
  isNonceUsed: false,
  isSelectionBusy: false,
  isUnreconciled: false,
  exposure: { totalMinor: 10_000, byMatch: new Map([['match', 10_000]]) },
  ...change,
})
const codeFor = (change: Partial<ArmFacts>, own = rules): string | undefined =>
  refuseToArm(facts(change), ask, own)?.code

test('a leg with nothing against it may be armed', () => {
  expect(codeFor({})).toBeUndefined()
})

test('only an authorised leg may be armed', () => {
  for (const state of legState.options)
    expect(codeFor({ state })).toBe(state === 'AUTHORIZED' ? undefined : 'NOT_AUTHORIZED')
})

test('the instant of the deadline is too late', () => {
  expect(codeFor({ deadline: now })).toBe('DEADLINE')
})

test('a lease is stale if it ran out, was never taken, or is of another holder or epoch', () => {
  const stale: Partial<ArmFacts>[] = [
    { leaseExpiresAt: now },
    { leaseHolder: null, leaseEpoch: null, leaseExpiresAt: null },
    { leaseHolder: 'executor-2' },
    { leaseEpoch: 4 },
    { leaseEpoch: 2 },
  ]
  for (const change of stale) expect(codeFor(change)).toBe('STALE_LEASE')
})

test('nothing is submitted for an account while it is not known what its former executor submitted', () => {
  expect(codeFor({ isUnreconciled: true })).toBe('NOT_RECONCILED')
  const lone = { role: 'H', stateA: 'ACCEPTED', stateB: 'ABSENT' } as const
  expect(codeFor({ ...lone, isUnreconciled: true })).toBe('NOT_RECONCILED')
})

test('each mode lets through what the safety document says', () => {
  const legs = {
    A: {},
    B: { role: 'B', stateA: 'ACCEPTED' },
    H: { role: 'H', stateA: 'ACCEPTED', stateB: 'REJECTED' },
  } as const
  const passes = trading.options.map((mode) =>
    Object.values(legs).map((leg) => codeFor({ ...leg, trading: mode }) ?? 'armed'),
  )
  expect(passes).toEqual([
    ['armed', 'armed', 'armed'],
    ['HALTED', 'armed', 'armed'],
    ['HALTED', 'HALTED', 'HALTED'],
  ])
})

test('leg B needs an accepted leg A, whatever else A is', () => {
  for (const stateA of legState.options)
    expect(codeFor({ role: 'B', stateA })).toBe(
      stateA === 'ACCEPTED' ? undefined : 'A_NOT_ACCEPTED',
    )
})

test('a hedge needs one accepted leg and another that can no longer be accepted', () => {
  const gone = new Set(['REJECTED', 'ABSENT', 'DENIED', 'VOID'])
  for (const stateA of legState.options) {
    for (const stateB of legState.options) {
      const isLone =
        (stateA === 'ACCEPTED' && gone.has(stateB)) || (stateB === 'ACCEPTED' && gone.has(stateA))
      expect(codeFor({ role: 'H', stateA, stateB })).toBe(isLone ? undefined : 'NOT_LONE')
    }
  }
})

test('reaching a cap is allowed, passing it is not, and a hedge may pass it', () => {
  const at = (match: number, total: number): Partial<ArmFacts> => ({
    exposure: { totalMinor: total, byMatch: new Map([['match', match]]) },
  })
  expect(codeFor(at(100_000, 500_000))).toBeUndefined()
  expect(codeFor(at(100_001, 500_000))).toBe('OVER_CAP')
  expect(codeFor(at(100_000, 500_001))).toBe('OVER_CAP')
  const lone = { role: 'H', stateA: 'ACCEPTED', stateB: 'ABSENT' } as const
  expect(codeFor({ ...at(100_001, 500_001), ...lone })).toBeUndefined()
})

test('there is no setting in which a real browser gets a permit and caps do not hold', () => {
  const over = facts({ exposure: { totalMinor: 900_000, byMatch: new Map() } })
  for (const isSafeMode of [true, false]) {
    const refusal = refuseToArm(over, { ...ask, isSimulated: false }, { ...rules, isSafeMode })
    expect(refusal?.code).toBe(isSafeMode ? 'SAFE_MODE' : 'OVER_CAP')
  }
  const simulated = refuseToArm(over, { ...ask, isSimulated: true }, { ...rules, isSafeMode: true })
  expect(simulated).toBeUndefined()
})
