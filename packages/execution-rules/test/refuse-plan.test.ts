/** The ledger opens nothing that is not a sure bet by the plan's own facts, whoever asks. */
import type { Account, LegPlan, OpportunityLeg } from '@surefoot/shared/messages'
import { expect, test } from 'vitest'
import { refusePlan, type Plan } from '../src/refuse-plan.ts'

const EXECUTION = '11111111-1111-4111-8111-111111111111'
const RULES = { minProfitBps: 50 }

function legOf(account: Account): OpportunityLeg {
  const isA = account === 'A'
  return {
    providerId: isA ? 'north' : 'south',
    contractVersion: 1,
    currency: 'EUR',
    eventId: isA ? 'n1' : 's1',
    selectionId: isA ? 'n1 home' : 's1 away',
    outcome: isA ? 'home' : 'away',
    odds: isA ? '2.1' : '2.05',
    stake: isA ? '25.00' : '25.61',
    maxStake: '250.00',
    receivedAt: 1,
    opposite: null,
  }
}

function planOf(account: Account): LegPlan {
  const { providerId, contractVersion, eventId, selectionId, stake } = legOf(account)
  return {
    deskId: 'main',
    account,
    legId: `${EXECUTION}-${account}`,
    executionId: EXECUTION,
    role: account,
    providerId,
    contractVersion,
    eventId,
    selectionId,
    stake,
    leastOdds: '1.9',
    deadline: '2026-01-01T12:00:00.000Z',
    venue: 'live',
  }
}

function sound(): Plan {
  return {
    deskId: 'main',
    opportunity: {
      opportunityId: 'opportunity-1',
      deskId: 'main',
      matchId: 'match-1',
      home: 'Ada',
      away: 'Bea',
      sport: 'tennis',
      start: '2026-01-01T12:00:00.000Z',
      market: 'match_winner',
      line: null,
      legs: { A: legOf('A'), B: legOf('B') },
      profit: '1.89',
      profitBps: 373,
      foundAt: 1,
    },
    legs: { A: planOf('A'), B: planOf('B') },
  }
}

/** Changes of the opportunity, of its leg at an account, of the plan's leg there, and of both legs there alike. */
interface Lie {
  readonly of?: Partial<Plan['opportunity']>
  readonly leg?: Partial<Record<Account, Partial<OpportunityLeg>>>
  readonly plan?: Partial<Record<Account, Partial<LegPlan>>>
  readonly stakes?: readonly [string, string]
}

function forge({ of = {}, leg = {}, plan = {}, stakes }: Lie): Plan {
  const { deskId, opportunity, legs } = sound()
  const [A, B] = stakes ?? [legs.A.stake, legs.B.stake]
  return {
    deskId,
    opportunity: {
      ...opportunity,
      ...of,
      legs: {
        A: { ...opportunity.legs.A, stake: A, ...leg.A },
        B: { ...opportunity.legs.B, stake: B, ...leg.B },
      },
    },
    legs: {
      A: { ...legs.A, stake: A, ...plan.A },
      B: { ...legs.B, stake: B, ...plan.B },
    },
  }
}

const total = { market: 'total', line: '22.5' } as const
const overs = { A: { outcome: 'over' }, B: { outcome: 'under' } } as const

const FORGED: readonly (readonly [string, string, Lie])[] = [
  ['of another desk', 'INVALID_LEG', { of: { deskId: 'other' } }],
  ['whose leg is at another event', 'INVALID_LEG', { plan: { B: { eventId: 's2' } } }],
  ['whose leg is on another selection', 'INVALID_LEG', { plan: { A: { selectionId: 'n1 away' } } }],
  ['whose leg is at another provider', 'INVALID_LEG', { plan: { A: { providerId: 'west' } } }],
  ['whose leg is of another version', 'INVALID_LEG', { plan: { B: { contractVersion: 2 } } }],
  ['whose leg stakes more', 'INVALID_LEG', { plan: { A: { stake: '200.00' } } }],
  ['whose leg stakes less', 'INVALID_LEG', { plan: { B: { stake: '1.00' } } }],
  ['of two currencies', 'INVALID_LEG', { leg: { B: { currency: 'JPY' } } }],
  ['that stakes more than a provider takes', 'INVALID_LEG', { leg: { A: { maxStake: '24.99' } } }],
  ['of one outcome twice', 'NOT_OPPOSITE', { leg: { B: { outcome: 'home' } } }],
  ['of a draw', 'NOT_OPPOSITE', { leg: { A: { outcome: 'draw' } } }],
  ['of two markets', 'NOT_OPPOSITE', { leg: { B: { outcome: 'under' } } }],
  ['of outcomes that its market has not', 'NOT_OPPOSITE', { leg: overs }],
  ['of a winner where a draw may be', 'NOT_OPPOSITE', { of: { sport: 'football' } }],
  [
    'of a line that nothing is known of',
    'NO_PROFIT',
    { of: { ...total, line: '22.3' }, leg: overs },
  ],
  ['of a total without a line', 'NO_PROFIT', { of: { ...total, line: null }, leg: overs }],
  [
    'of a whole line, where both stakes may come back',
    'NO_PROFIT',
    { of: { ...total, line: '22' }, leg: overs },
  ],
  ['that stakes eight times as much at A', 'NO_PROFIT', { stakes: ['200.00', '25.61'] }],
  ['that has a naked leg', 'NO_PROFIT', { stakes: ['25.00', '0.01'] }],
  ['that stakes nothing', 'NO_PROFIT', { stakes: ['0.00', '0.00'] }],
  ['whose odds win nothing', 'NO_PROFIT', { leg: { A: { odds: '1.9' } } }],
  ['that wins less than the least', 'NO_PROFIT', { leg: { A: { odds: '2.03' } } }],
  ['that promises 999 %', 'PROFIT_OVERSTATED', { of: { profitBps: 99_999 } }],
  ['that promises a cent more', 'PROFIT_OVERSTATED', { of: { profit: '1.90' } }],
  ['that promises a cent less', 'PROFIT_OVERSTATED', { of: { profit: '1.88' } }],
  ['whose stakes are not those of its profit', 'PROFIT_OVERSTATED', { stakes: ['50.00', '51.22'] }],
]

test('a plan that wins whatever happens is opened', () => {
  expect(refusePlan(sound(), RULES)).toBeUndefined()
  const line = forge({ of: total, leg: overs })
  expect(refusePlan(line, RULES)).toBeUndefined()
})

test.each(FORGED)('a plan %s is refused: %s', (_title, code, lie) => {
  expect(refusePlan(forge(lie), RULES)?.code).toBe(code)
})

test('what is the least profit that is taken is taken', () => {
  expect(refusePlan(sound(), { minProfitBps: 373 })).toBeUndefined()
  expect(refusePlan(sound(), { minProfitBps: 374 })?.message).toContain('win 1.89 at worst, 3.73 %')
})
