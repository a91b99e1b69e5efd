import { fromMinor, isFinal, toMinor, type FinalStatus } from '@surefoot/arbitrage'
import type { RuledExecution, RuledLeg } from './execution.ts'
import { branchesOf, payoffOf, takenOf, worstOf } from './payoff.ts'
import { toleranceMinor } from './position.ts'

/**
 * How an execution ended: success only if both legs were accepted and all its bets together lose no more than one step at
 * worst. Null while a leg may still change, or is missing.
 */
export function finalStatusOf(execution: RuledExecution): FinalStatus | null {
  const [A, B] = ['A', 'B'].map((which) => execution.legs.find(({ role }) => role === which))
  if (A === undefined || B === undefined || !isFinal(A.state) || !isFinal(B.state)) return null
  if (!isStanding(A) || !isStanding(B)) return 'failed'
  return worstAtEnd(execution) < -toleranceMinor(execution) ? 'failed' : 'success'
}

/** Whether an execution won less at worst than its opportunity promised, in minor units, though it may be covered. */
export function isBelowPlan(execution: RuledExecution, promised: string): boolean {
  return worstAtEnd(execution) < toMinor(promised)
}

/** Why it failed, from its legs: the first that was not placed or did not stand; else what the pair loses. */
export function reasonOfFailure(
  execution: RuledExecution<RuledLeg & { readonly reason: string | null }>,
): string | null {
  if (finalStatusOf(execution) !== 'failed') return null
  const failed = execution.legs.find((leg) => leg.role !== 'H' && !isStanding(leg))
  if (failed === undefined) {
    const taken = execution.legs
      .filter(({ state }) => state === 'ACCEPTED')
      .map((leg) => `${leg.role} was taken with ${describe(leg)}`)
    return `Leg ${taken.join(', ')}: ${fromMinor(worstAtEnd(execution))} at worst`
  }
  const { role, state, reason, settlement } = failed
  if (settlement !== null)
    return `Leg ${role} was accepted, and its bet ended as ${settlement.result}`
  return `Leg ${role} is ${state}: ${reason ?? 'no reason was given'}`
}

function describe({ receipt, stake, leastOdds }: RuledLeg): string {
  const taken = receipt?.stake ?? stake
  const part = toMinor(taken) === toMinor(stake) ? taken : `${taken} of ${stake}`
  return `${part} at ${receipt?.odds ?? leastOdds}`
}

/** Accepted, and not undone: a bet that has won or lost stood. */
function isStanding({ state, settlement }: RuledLeg): boolean {
  const { result } = settlement ?? {}
  return state === 'ACCEPTED' && result !== 'void' && result !== 'cashed_out'
}

/** The worst case as it was before the match was decided. */
function worstAtEnd(execution: RuledExecution): number {
  const bets = execution.legs.filter(isStanding).map((leg) => takenOf(execution, leg))
  return worstOf(payoffOf(bets, branchesOf(execution))).minor
}
