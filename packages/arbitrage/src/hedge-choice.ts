/**
 * Owns what each way to close the exposure of a lone leg is worth now, by payoff. Which one is taken is decided in
 * `hedge.ts`.
 */
import type { Account, HedgeKind, Outcome } from '@surefoot/shared/messages'
import { Big } from 'big.js'
import { leastOddsOfSecond } from './least-odds.ts'
import { profitIf, worstCaseProfit, type StakedBet } from './payoff.ts'
import { stakesNear, type StakeLimits } from './stakes.ts'

/** The kinds that are bets: the other side of the execution again, or the opposite at the lone leg's account. */
export type BackKind = Extract<HedgeKind, 'other_side' | 'opposite'>

/** An outcome that may be backed against the lone leg, as its slip shows it now. */
export interface BackQuote {
  readonly kind: BackKind
  readonly account: Account
  readonly outcome: Outcome
  readonly odds: string
  readonly limits: StakeLimits
}

/** What its provider pays for the lone bet now. */
export interface CashOutQuote {
  readonly kind: 'cash_out'
  readonly account: Account
  readonly worthMinor: number
}

/** A choice that is not there now, and why, for the operator. */
export interface NoQuote {
  readonly kind: Exclude<HedgeKind, 'hold'>
  readonly account: Account
  readonly why: string
}

export type HedgeQuote = BackQuote | CashOutQuote | NoQuote

/** The bets of an execution whose exposure is not closed; all on one market, in one currency. */
export interface OpenBets {
  /** One of them must happen. */
  readonly outcomes: readonly Outcome[]
  /** The lone leg as its provider took it. */
  readonly lone: StakedBet
  /** What was accepted against it: a first hedge. */
  readonly others: readonly StakedBet[]
}

/** A quote with the stake that covers best. */
export interface SizedBack extends BackQuote {
  readonly stakeMinor: number
  readonly worstCaseMinor: number
}

export function isBack(quote: HedgeQuote): quote is BackQuote {
  return 'odds' in quote
}

/** What the bets win together at worst if nothing is done, in minor units; negative is a loss. */
export function worstCaseOfHold({ outcomes, lone, others }: OpenBets): number {
  return worstCaseProfit([lone, ...others], outcomes)
}

/** What is won at worst if the lone bet is given back for its worth, in minor units. */
export function worstCaseOfCashOut(
  { outcomes, lone, others }: OpenBets,
  { worthMinor }: CashOutQuote,
): number {
  return worthMinor - lone.stakeMinor + worstCaseProfit(others, outcomes)
}

/**
 * The stake with the best worst case; undefined if no stake fits the limits. It is next to `(p − q) / odds`, where `q` is
 * won so far if the backed outcome happens and `p` at least if another does: a larger stake loses more in the others, a
 * smaller one in it.
 */
export function sizeBack(open: OpenBets, quote: BackQuote): SizedBack | undefined {
  const { outcomes, lone, others } = open
  const bets = [lone, ...others]
  const elsewhere = outcomes.filter((outcome) => outcome !== quote.outcome)
  const gap = worstCaseProfit(bets, elsewhere) - profitIf(quote.outcome, bets)
  const [best] = stakesNear(Big(gap).div(quote.odds), quote.limits)
    .map((stakeMinor) => ({
      stakeMinor,
      worstCaseMinor: worstCaseProfit([...bets, betOn(quote, stakeMinor)], outcomes),
    }))
    .toSorted(
      (one, other) =>
        other.worstCaseMinor - one.worstCaseMinor || one.stakeMinor - other.stakeMinor,
    )
  return best === undefined ? undefined : { ...quote, ...best }
}

/** The lowest odds at which the bet, if it wins, still leaves no larger loss than `lossLimitMinor`. */
export function leastOddsOfBack(
  { lone, others }: OpenBets,
  { outcome, stakeMinor }: SizedBack,
  lossLimitMinor: number,
): string {
  const otherStakeMinor = -profitIf(outcome, [lone, ...others])
  return leastOddsOfSecond({ stakeMinor, otherStakeMinor, lossLimitMinor })
}

function betOn({ outcome, odds }: BackQuote, stakeMinor: number): StakedBet {
  return { outcome, odds, stakeMinor }
}
