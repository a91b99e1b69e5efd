/**
 * Owns what a two-way market pays where neither of its outcomes simply wins: a total that equals a whole line, the two halves
 * of a quarter line, a winner market that a draw voids. A profit is sure only if it is there in these branches too.
 */
import type { Market, Outcome } from '@surefoot/shared/messages'
import { Big } from 'big.js'
import { payoutMinor } from './payoff.ts'
import { toMinor } from './money.ts'

/** What a bet gets: half of a quarter line is on the line below it and half on the one above. */
type Share = 'half-win' | 'push' | 'half-loss'
/** One branch, for the first outcome of the market (home, over) and for the second. */
export type Tie = readonly [Share, Share]

const PUSH: Tie = ['push', 'push']

export interface TieMarket {
  readonly market: Market
  readonly line: string | null
  /** A winner market that a draw voids: where overtime does not count. */
  readonly mayDraw?: boolean
}

/** The branches beside the two outcomes; undefined where the line is none whose payoff is known. */
export function tiesOf({ market, line, mayDraw = false }: TieMarket): readonly Tie[] | undefined {
  if (market === 'match_winner') return mayDraw ? [PUSH] : []
  return line === null ? undefined : TIES[fractionOf(line)]
}

const TIES: Readonly<Record<string, readonly Tie[] | undefined>> = {
  '': [PUSH],
  '25': [['half-loss', 'half-win']],
  '5': [],
  '75': [['half-win', 'half-loss']],
}

const LINE = /^\+?\d{1,4}(?:\.(\d*?)0*)?$/

/** The decimals of a line without the zeros at its end: "2.50" gives "5", "3" and "3.0" give "". */
function fractionOf(line: string): string {
  const match = LINE.exec(line)
  return match === null ? 'unknown' : (match[1] ?? '')
}

export interface TieBet {
  readonly outcome: Outcome
  readonly stakeMinor: number
  readonly odds: string
}

/** The least that two opposite bets win together over these branches, in minor units; Infinity where there are none. */
export function leastInTies(bets: readonly TieBet[], ties: readonly Tie[]): number {
  return Math.min(
    Infinity,
    ...ties.map((tie) => bets.reduce((profit, bet) => profit + gainOf(bet, tie), 0)),
  )
}

function gainOf({ outcome, stakeMinor, odds }: TieBet, [first, second]: Tie): number {
  const share = outcome === 'home' || outcome === 'over' ? first : second
  if (share === 'push') return 0
  if (share === 'half-loss') return Math.floor(stakeMinor / 2) - stakeMinor
  const multiplier = Big(odds).plus(1).div(2)
  return payoutMinor(stakeMinor, multiplier.toFixed()) - stakeMinor
}

interface SizedBet {
  readonly outcome: Outcome
  readonly stake: string
  readonly odds: string
}

/** The least that the stakes of an opportunity win, over its outcomes and ties; undefined where a payoff is not known. */
export function leastProfitOf(
  market: TieMarket,
  legs: Readonly<Record<'A' | 'B', SizedBet>>,
): number | undefined {
  const ties = tiesOf(market)
  if (ties === undefined) return undefined
  const bets = [legs.A, legs.B].map(({ outcome, stake, odds }) => ({
    outcome,
    odds,
    stakeMinor: toMinor(stake),
  }))
  const staked = bets.reduce((sum, { stakeMinor }) => sum + stakeMinor, 0)
  const wins = bets.map(({ stakeMinor, odds }) => payoutMinor(stakeMinor, odds) - staked)
  return Math.min(...wins, leastInTies(bets, ties))
}
