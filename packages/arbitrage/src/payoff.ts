import type { Outcome } from '@surefoot/shared/messages'
import { Big } from 'big.js'

/** A bet on one outcome of a market. All bets of a set are on the same market, in one currency. */
export interface StakedBet {
  /** Null: none that can happen, so that nothing is counted on it. */
  readonly outcome: Outcome | null
  readonly stakeMinor: number
  /** Decimal, stake included. */
  readonly odds: string
}

/** What a winning bet returns, stake included, in minor units: rounded down, as providers do. */
export function payoutMinor(stakeMinor: number, odds: string): number {
  return Big(odds).times(stakeMinor).round(0, Big.roundDown).toNumber()
}

/** What a winning bet returns in minor units, rounded half-up: the nearest to stake × odds, for what nobody has told us. */
export function nearestPayoutMinor(stakeMinor: number, odds: string): number {
  return Big(odds).times(stakeMinor).round(0, Big.roundHalfUp).toNumber()
}

/** What the bets win or lose together, in minor units, if `happened` is the outcome. */
export function profitIf(happened: Outcome, bets: readonly StakedBet[]): number {
  return bets.reduce((profit, bet) => profit + gainOf(bet, happened), 0)
}

function gainOf(bet: StakedBet, happened: Outcome): number {
  const payout = bet.outcome === happened ? payoutMinor(bet.stakeMinor, bet.odds) : 0
  return payout - bet.stakeMinor
}

/** The least that the bets win together, over all outcomes that may happen; negative is a loss. Minor units. */
export function worstCaseProfit(bets: readonly StakedBet[], outcomes: readonly Outcome[]): number {
  return Math.min(...outcomes.map((happened) => profitIf(happened, bets)))
}
