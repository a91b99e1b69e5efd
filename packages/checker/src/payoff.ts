/**
 * What the bets of an execution win or lose, from the bookmakers' private books. The arithmetic is this file's own: a fault
 * in the rule that the services use would not show by itself.
 */
import { toMinor } from '@surefoot/arbitrage'
import type { Account, ExecutionRecord, LegRole, Outcome } from '@surefoot/shared/messages'

/** A bet as it counts in a payoff. */
export interface StakedOn {
  readonly outcome: Outcome
  readonly stakeMinor: number
  readonly odds: string
}

/** The places after the point that odds have. */
const ODDS_DECIMALS = 6

/** The outcomes of an execution's market, one of which happens: A backs the one and B the other. */
export function branchesOf({ execution }: ExecutionRecord): readonly Outcome[] {
  return [execution.outcomeA, execution.outcomeB]
}

/** What a bet of an execution is on. A hedge backs the outcome of the pair's leg on its selection, or the other one. */
export function outcomeOf(
  { execution, legs }: ExecutionRecord,
  bet: { readonly role: LegRole; readonly account: Account; readonly selectionId: string },
): Outcome {
  const { outcomeA, outcomeB } = execution
  if (bet.role !== 'H') return bet.role === 'A' ? outcomeA : outcomeB
  const pairLeg = legs.find(({ role }) => role === bet.account)
  const isOnPairs = pairLeg?.selectionId === bet.selectionId
  return (bet.account === 'A') === isOnPairs ? outcomeA : outcomeB
}

/** What the bets win together at worst, in minor units; 0 without bets. */
export function worstOf(bets: readonly StakedOn[], branches: readonly Outcome[]): number {
  const profits = branches.map((branch) =>
    bets.reduce(
      (sum, bet) => sum + (bet.outcome === branch ? returnMinor(bet) : 0) - bet.stakeMinor,
      0,
    ),
  )
  return Math.min(...profits)
}

/** What the rounding of stakes may cost a pair: one step of the coarser provider, in minor units. */
export function toleranceOf({ opportunity }: ExecutionRecord): number {
  const { A, B } = opportunity.legs
  return Math.max(
    ...[A, B].map(({ stakeStep }) => (stakeStep === undefined ? 1 : toMinor(stakeStep))),
  )
}

function returnMinor({ stakeMinor, odds }: StakedOn): number {
  const [units = '0', decimals = ''] = odds.split('.')
  const scaled = BigInt(units + decimals.padEnd(ODDS_DECIMALS, '0').slice(0, ODDS_DECIMALS))
  return Number((BigInt(stakeMinor) * scaled) / 10n ** BigInt(ODDS_DECIMALS))
}
