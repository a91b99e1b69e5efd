import type { LegRole, LegState, Receipt, SettlementResult } from '@surefoot/shared/messages'
import type { RuledExecution, RuledLeg, RuledStep } from '../src/index.ts'

export type TestLeg = RuledLeg & { readonly reason: string | null }

export const EXECUTION_ID = '00000000-0000-4000-8000-000000000001'

/** A leg of 100 at 2.1 at least: A on home, B on away, H on A's opposite, which is away. */
export function buildLeg(role: LegRole, state: LegState, change: Partial<TestLeg> = {}): TestLeg {
  return {
    legId: `${EXECUTION_ID}-${role}`,
    role,
    account: role === 'B' ? 'B' : 'A',
    selectionId: { A: 'home', B: 'away', H: 'not home' }[role],
    state,
    stake: '100.00',
    leastOdds: '2.1',
    receipt: null,
    settlement: null,
    reason: null,
    ...change,
  }
}

export function took(stake: string | null, odds: string | null = '2.1'): { receipt: Receipt } {
  const nothing = { code: null, message: null, paper: false, raw: null }
  return { receipt: { state: 'ACCEPTED', stake, odds, betReference: 'bet', ...nothing } }
}

export const ended = (result: SettlementResult) => ({ settlement: { result } })

export interface TestExecution extends RuledExecution<TestLeg> {
  readonly hedgeEvents: readonly RuledStep[]
  readonly execution: { readonly closedAt: string | null }
}

export function buildExecution(
  legs: readonly TestLeg[],
  steps: readonly (string | readonly [string, Record<string, unknown>] | RuledStep)[] = [],
  { closedAt = null, stakeStep = '0.01' }: { closedAt?: string | null; stakeStep?: string } = {},
): TestExecution {
  const side = (outcome: 'home' | 'away') => ({
    selectionId: outcome,
    outcome,
    stakeStep,
    opposite: {
      selectionId: `not ${outcome}`,
      outcome: outcome === 'home' ? ('away' as const) : ('home' as const),
      odds: '1.8',
    },
  })
  return {
    opportunity: {
      market: 'match_winner',
      sport: 'tennis',
      legs: { A: side('home'), B: side('away') },
    },
    legs,
    hedgeEvents: steps.map((one) => {
      if (typeof one === 'string') return { step: one, details: {} }
      return 'step' in one ? one : { step: one[0], details: one[1] }
    }),
    execution: { closedAt },
  }
}
