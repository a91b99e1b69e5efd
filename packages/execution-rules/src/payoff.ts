import { outcomesOf, profitIf, toMinor, type StakedBet } from '@surefoot/arbitrage'
import type { Outcome } from '@surefoot/shared/messages'
import type { RuledExecution, RuledLeg } from './execution.ts'

/** What bets win or lose together in each branch of the result, in minor units. */
export type Payoff = ReadonlyMap<Outcome, number>

/** The branches of the result: one of them happens. */
export function branchesOf({ opportunity }: RuledExecution): readonly Outcome[] {
  const { market, sport, legs } = opportunity
  return outcomesOf(market, sport) ?? [legs.A.outcome, legs.B.outcome]
}

/**
 * What a leg backs; null if its selection is none that its execution knows: nothing may be counted on such a bet. A hedge is
 * on what the execution was to back at its account, or on the opposite of it.
 */
export function outcomeOf({ opportunity }: RuledExecution, leg: RuledLeg): Outcome | null {
  const { role, account, selectionId } = leg
  if (role !== 'H') return opportunity.legs[role].outcome
  const side = opportunity.legs[account]
  if (side.selectionId === selectionId) return side.outcome
  return side.opposite?.selectionId === selectionId ? side.opposite.outcome : null
}

/**
 * What was taken of a leg, as far as it may be believed: never more stake than its permit allowed, so that an answer in
 * another unit sizes no hedge, and no better odds than it had to have where the receipt names none.
 */
export function takenOf(execution: RuledExecution, leg: RuledLeg): StakedBet {
  const { receipt, stake, leastOdds } = leg
  return {
    outcome: outcomeOf(execution, leg),
    stakeMinor: Math.min(toMinor(receipt?.stake ?? stake), toMinor(stake)),
    odds: receipt?.odds ?? leastOdds,
  }
}

/** What a leg is if it is taken whole at the worst odds that its permit allows. */
export function leastOf(execution: RuledExecution, leg: RuledLeg): StakedBet {
  const { stake, leastOdds } = leg
  return { outcome: outcomeOf(execution, leg), stakeMinor: toMinor(stake), odds: leastOdds }
}

export function payoffOf(bets: readonly StakedBet[], branches: readonly Outcome[]): Payoff {
  return new Map(branches.map((branch) => [branch, profitIf(branch, bets)]))
}

/** The branch in which the least is won, and how much, in minor units. */
export function worstOf(payoff: Payoff): { readonly branch: Outcome; readonly minor: number } {
  const [worst] = [...payoff].toSorted(([, one], [, other]) => one - other)
  if (worst === undefined) throw new RangeError('A result without branches has no payoff')
  return { branch: worst[0], minor: worst[1] }
}
