/**
 * Owns what an execution may lose: by the payoff of the bets in force, never by the states of its legs.
 *
 * 1. In force is a bet that was accepted and neither voided nor given back, with what was really taken of it.
 * 2. A leg whose answer is open is supposed to be a bet and to be none, whichever is worse.
 * 3. Once the match is decided nothing can be covered any more, and nothing is exposed.
 */
import { isFinal, toMinor } from '@surefoot/arbitrage'
import type { LegState } from '@surefoot/shared/messages'
import type { RuledExecution, RuledLeg } from './execution.ts'
import { branchesOf, payoffOf, takenOf, worstOf, type Payoff } from './payoff.ts'

/** It has its permit, and it is not known how it ends. */
const MAY_BE_BET: ReadonlySet<LegState> = new Set<LegState>([
  'ARMED',
  'PENDING',
  'UNKNOWN',
  'ESCALATED',
])

/** Providers take stakes in hundredths at the finest. */
const FINEST_STEP_MINOR = 1

/** Accepted, and neither settled, voided nor given back. */
export function isInForce({ state, settlement }: RuledLeg): boolean {
  return state === 'ACCEPTED' && settlement === null
}

export function betsInForce<L extends RuledLeg>({ legs }: RuledExecution<L>): L[] {
  return legs.filter(isInForce)
}

/** Legs that have a permit, and of which it is not known whether they are bets. */
export function mayBeBets<L extends RuledLeg>({ legs }: RuledExecution<L>): L[] {
  return legs.filter(({ state }) => MAY_BE_BET.has(state))
}

/** Whether the provider has decided a bet of the execution: its match is over. */
export function isDecided({ legs }: RuledExecution): boolean {
  return legs.some(
    ({ settlement }) => settlement?.result === 'won' || settlement?.result === 'lost',
  )
}

/** What the bets in force win or lose in each branch of the result. */
export function payoffInForce(execution: RuledExecution): Payoff {
  const bets = betsInForce(execution).map((leg) => takenOf(execution, leg))
  return payoffOf(bets, branchesOf(execution))
}

/** What the bets in force win together at worst, in minor units; negative is a loss, 0 without bets. */
export function worstInForce(execution: RuledExecution): number {
  return worstOf(payoffInForce(execution)).minor
}

/** The same, together with every leg that may still become a bet. */
export function worstCaseMinor(execution: RuledExecution): number {
  const inForce = betsInForce(execution)
  const open = mayBeBets(execution)
  const branches = branchesOf(execution)
  const worst = subsetsOf(open).map((placed) => {
    const bets = [...inForce, ...placed].map((leg) => takenOf(execution, leg))
    return worstOf(payoffOf(bets, branches)).minor
  })
  return Math.min(...worst)
}

/** What the rounding of stakes may cost a pair: one step of the coarser provider, in minor units. */
export function toleranceMinor({ opportunity }: RuledExecution): number {
  const { A, B } = opportunity.legs
  return Math.max(
    ...[A, B].map(({ stakeStep }) =>
      stakeStep === undefined ? FINEST_STEP_MINOR : toMinor(stakeStep),
    ),
  )
}

/** Whether the bets in force lose more than one step at worst, and the match is not over. */
export function isExposed(execution: RuledExecution): boolean {
  return !isDecided(execution) && worstInForce(execution) < -toleranceMinor(execution)
}

/** Whether nothing of the pair can become a bet any more. */
export function isPairFinal({ legs }: RuledExecution): boolean {
  return legs.every(({ role, state }) => role === 'H' || isFinal(state))
}

/** A few legs at most: a few subsets. */
function subsetsOf<L extends RuledLeg>(legs: readonly L[]): L[][] {
  const [leg, ...others] = legs
  if (leg === undefined) return [[]]
  return subsetsOf(others).flatMap((subset) => [subset, [leg, ...subset]])
}
