import type { StakedBet } from '@surefoot/arbitrage'
import type { RuledExecution, RuledLeg } from './execution.ts'
import { latestHedge, openHedge } from './hedge-legs.ts'
import { branchesOf, leastOf, payoffOf, takenOf, worstOf } from './payoff.ts'
import { betsInForce, isInForce } from './position.ts'

/**
 * Whether the latest hedge covers the bets in force as far as it was authorised to, or may still. One that was taken for
 * less may leave too much, and one whose bets were voided covers nothing.
 */
export function isHedgedAsAuthorised(execution: RuledExecution): boolean {
  if (openHedge(execution) !== undefined) return true
  const hedge = latestHedge(execution)
  if (hedge === undefined || !isInForce(hedge)) return false
  const worst = (take: (leg: RuledLeg) => StakedBet | null): number => {
    const bets = betsInForce(execution).flatMap((leg) =>
      leg === hedge ? (take(leg) ?? []) : takenOf(execution, leg),
    )
    return worstOf(payoffOf(bets, branchesOf(execution))).minor
  }
  const taken = worst((leg) => takenOf(execution, leg))
  const authorised = worst((leg) => leastOf(execution, leg))
  const without = worst(() => null)
  return taken > without && taken >= authorised
}
