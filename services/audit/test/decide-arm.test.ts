import { legState, trading, type LegRole, type LegState } from '@surefoot/shared/messages'
import { describe, expect, test } from 'vitest'
import type { ArmFacts } from '../src/execution/arm-facts.ts'
import { refuseToArm } from '../src/execution/decide-arm.ts'
import type { LegEvidence } from '../src/execution/refuse-unread.ts'

const now = new Date('2026-11-01T12:00:00Z')
const later = new Date('2026-11-01T12:00:10Z')
const ask = { executorId: 'executor-1', epoch: 3, isSimulated: false }
const rules = { caps: { perMatchMinor: 100_000, totalMinor: 500_000 }, isSafeMode: false }

const side = (outcome: 'home' | 'away', opposite: 'home' | 'away') => ({
  selectionId: outcome,
  outcome,
  opposite: { selectionId: `${opposite} too`, outcome: opposite, odds: '1.8' },
})

/** An execution of 100 on each side whose A and B are in these states, with a hedge of A that is authorised. */
function legsIn(
  stateA: LegState,
  stateB: LegState,
  change: Partial<Record<LegRole, Partial<ArmFacts['execution']['legs'][number]>>> = {},
): ArmFacts['execution'] {
  const leg = (role: LegRole, state: LegState) => ({
    legId: `execution-${role}`,
    role,
    account: role === 'B' ? ('B' as const) : ('A' as const),
    selectionId: { A: 'home', B: 'away', H: 'away too' }[role],
    state,
    stake: '100.00',
    leastOdds: role === 'H' ? '1.9' : '2.1',
    receipt: null,
    settlement: null,
    ...change[role],
  })
  return {
    opportunity: {
      market: 'match_winner',
      sport: 'tennis',
      legs: { A: side('home', 'away'), B: side('away', 'home') },
    },
    legs: [leg('A', stateA), leg('B', stateB), leg('H', 'AUTHORIZED')],
  }
}

/** What was read of the account of a leg: all of it, unless it is said. */
const evidenceOf = (role: LegRole, change: Partial<LegEvidence> = {}): LegEvidence => ({
  legId: `execution-${role}`,
  role,
  account: role === 'B' ? 'B' : 'A',
  providerId: role === 'B' ? 'south' : 'north',
  contractVersion: 3,
  wasRead: true,
  missing: [],
  ...change,
})

/** Leg A, with nothing against it. */
const facts = (change: Partial<ArmFacts> = {}): ArmFacts => ({
  now,
  trading: 'RUN',
  legId: `execution-${change.role ?? 'A'}`,
  account: 'A',
  role: 'A',
  state: 'AUTHORIZED',
  venue: 'live',
  evidence: [evidenceOf('A'), evidenceOf('B')],
  executionId: '00000000-0000-4000-8000-000000000001',
  matchId: 'match',
  deadline: later,
  execution: legsIn('AUTHORIZED', 'AUTHORIZED'),
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
  const lone = { role: 'H', execution: legsIn('ACCEPTED', 'ABSENT') } as const
  expect(codeFor({ ...lone, isUnreconciled: true })).toBe('NOT_RECONCILED')
})

test('each mode lets through what the safety document says', () => {
  const legs = {
    A: {},
    B: { role: 'B', execution: legsIn('ACCEPTED', 'AUTHORIZED') },
    H: { role: 'H', execution: legsIn('ACCEPTED', 'REJECTED') },
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
    expect(codeFor({ role: 'B', execution: legsIn(stateA, 'AUTHORIZED') })).toBe(
      stateA === 'ACCEPTED' ? undefined : 'A_NOT_ACCEPTED',
    )
})

test('a hedge needs one accepted leg and another that can no longer be accepted', () => {
  const gone = new Set(['REJECTED', 'ABSENT', 'DENIED', 'VOID'])
  for (const stateA of legState.options) {
    for (const stateB of legState.options) {
      // Backs what A backs against B, and what B backs against A.
      const isOfB = stateB === 'ACCEPTED'
      const H = isOfB ? { account: 'B' as const, selectionId: 'home too' } : {}
      const isLone = (stateA === 'ACCEPTED' && gone.has(stateB)) || (isOfB && gone.has(stateA))
      const execution = legsIn(stateA, stateB, { H })
      expect(codeFor({ role: 'H', execution })).toBe(isLone ? undefined : 'NOT_LONE')
    }
  }
})

const took = (stake: string, odds = '1.9') => ({
  receipt: {
    state: 'ACCEPTED' as const,
    stake,
    odds,
    betReference: 'bet',
    code: null,
    message: null,
    paper: false,
    raw: null,
  },
})
const VOIDED = { settlement: { result: 'void' as const } }

describe('by payoff, not by states', () => {
  test('the residue of B that was taken in part is hedged, and a covered pair is not', () => {
    const both = (stake: string) =>
      legsIn('ACCEPTED', 'ACCEPTED', { A: took('100.00', '2.1'), B: took(stake, '2.1') })
    expect(codeFor({ role: 'H', execution: both('10.00') })).toBeUndefined()
    expect(codeFor({ role: 'H', execution: both('100.00') })).toBe('NOT_LONE')
  })

  test('nothing that depended on a voided bet gets a permit', () => {
    const lone = (A: object) => legsIn('ACCEPTED', 'REJECTED', { A })
    expect(codeFor({ role: 'B', execution: legsIn('ACCEPTED', 'AUTHORIZED', { A: VOIDED }) })).toBe(
      'A_NOT_ACCEPTED',
    )
    expect(codeFor({ role: 'H', execution: lone({}) })).toBeUndefined()
    expect(codeFor({ role: 'H', execution: lone(VOIDED) })).toBe('NOT_LONE')
  })

  test('a bet whose partner was voided is hedged', () => {
    const H = { account: 'B' as const, selectionId: 'home too' }
    const execution = legsIn('ACCEPTED', 'ACCEPTED', { A: VOIDED, H })
    expect(codeFor({ role: 'H', execution })).toBeUndefined()
  })

  test('a hedge is no larger than the permit of what it covers needs, whatever an answer claims', () => {
    const claimed = { A: { ...took('2500.00', '2.1'), stake: '25.00' } }
    const sized = (stake: string) =>
      legsIn('ACCEPTED', 'REJECTED', { ...claimed, H: { stake, leastOdds: '1.8' } })
    expect(codeFor({ role: 'H', execution: sized('2916.67') })).toBe('NO_COVER')
    expect(codeFor({ role: 'H', execution: sized('29.17') })).toBeUndefined()
  })

  test('neither B nor a hedge may leave more to lose than there is without it', () => {
    const small = (B: object) => legsIn('ACCEPTED', 'AUTHORIZED', { A: took('10.00', '2.1'), B })
    expect(codeFor({ role: 'B', execution: small({ stake: '100.00' }) })).toBe('NO_COVER')
    expect(codeFor({ role: 'B', execution: small({ stake: '10.00' }) })).toBeUndefined()
    const same = legsIn('ACCEPTED', 'REJECTED', { H: { selectionId: 'home' } })
    expect(codeFor({ role: 'H', execution: same })).toBe('NO_COVER')
    const unknown = legsIn('ACCEPTED', 'REJECTED', { H: { selectionId: 'of another match' } })
    expect(codeFor({ role: 'H', execution: unknown })).toBe('NO_COVER')
  })
})

test('reaching a cap is allowed, passing it is not, and a hedge may pass it', () => {
  const at = (match: number, total: number): Partial<ArmFacts> => ({
    exposure: { totalMinor: total, byMatch: new Map([['match', match]]) },
  })
  expect(codeFor(at(100_000, 500_000))).toBeUndefined()
  expect(codeFor(at(100_001, 500_000))).toBe('OVER_CAP')
  expect(codeFor(at(100_000, 500_001))).toBe('OVER_CAP')
  const lone = { role: 'H', execution: legsIn('ACCEPTED', 'ABSENT') } as const
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

describe('nothing is live on evidence that was never read', () => {
  const never = { wasRead: false, missing: null }
  const unread = { missing: [{ part: 'lists' as const, why: 'the answer is not JSON' }] }

  test.for([
    ['its own account was never read', [evidenceOf('A', never), evidenceOf('B')], 'Account A'],
    ['the other account was never read', [evidenceOf('A'), evidenceOf('B', never)], 'Account B'],
    ['the lists cannot be read', [evidenceOf('A'), evidenceOf('B', unread)], 'its lists of bets'],
    [
      'another browser read them',
      [evidenceOf('A', { missing: null }), evidenceOf('B')],
      'version 3',
    ],
  ] as const)('the first bet gets no live permit where %s', ([, evidence, named]) => {
    const refusal = refuseToArm(facts({ evidence: [...evidence] }), ask, rules)
    expect(refusal).toMatchObject({
      code: 'EVIDENCE_MISSING',
      message: expect.stringContaining(named),
    })
  })

  test.for(['B', 'H'] as const)(
    'leg %s, which covers A, needs its own account read in its version, by any browser',
    (role) => {
      const execution = legsIn('ACCEPTED', role === 'B' ? 'AUTHORIZED' : 'REJECTED')
      const others = [evidenceOf('A', never), evidenceOf('B', never)].filter(
        (one) => one.role !== role,
      )
      const of = (change: Partial<LegEvidence>) =>
        facts({
          role,
          account: role === 'B' ? 'B' : 'A',
          execution,
          evidence: [...others, evidenceOf(role, change)],
        })
      expect(refuseToArm(of({ missing: null }), ask, rules)).toBeUndefined()
      expect(refuseToArm(of(never), ask, rules)?.code).toBe('EVIDENCE_MISSING')
    },
  )

  test('paper needs nothing read, nor does a simulated browser in safe mode', () => {
    const evidence = [evidenceOf('A', never), evidenceOf('B', never)]
    expect(refuseToArm(facts({ evidence, venue: 'paper' }), ask, rules)).toBeUndefined()
    const safe = { ...rules, isSafeMode: true }
    const simulated = { ...ask, isSimulated: true }
    expect(refuseToArm(facts({ evidence }), simulated, safe)).toBeUndefined()
  })
})
