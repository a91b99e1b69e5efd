/**
 * Owns what a two-way market pays where neither of its outcomes simply wins: a result that equals a whole line, the two halves
 * of a quarter line, a draw that voids. A profit is sure only if it is there in these branches too.
 *
 * The branches follow from the shares of the market table. They depend on the fraction of a line alone: scores are whole
 * numbers, so a line moves the scores of a branch, and never adds one.
 */
import { MARKETS, readLine, type Share } from '@surefoot/shared/markets'
import { market as markets, type Market, type Outcome } from '@surefoot/shared/messages'
import { Big } from 'big.js'
import { isFirst, oppositeOf } from './markets.ts'
import { payoutMinor } from './payoff.ts'
import { toMinor } from './money.ts'

/** One branch, for the first outcome of the market (home, over) and for the second. */
export type Tie = readonly [Share, Share]

export interface TieMarket {
  readonly market: Market
  readonly line: string | null
  /** A winner market that a draw voids: where overtime does not count. */
  readonly mayDraw?: boolean
}

/** The branches beside the two outcomes; undefined where the payoff of the line, or of the kind, is not known. */
export function tiesOf({ market, line, mayDraw = false }: TieMarket): readonly Tie[] | undefined {
  const { line: rule, hasWinner, use } = MARKETS[market]
  const quarters = readLine(rule, line)
  if (quarters === undefined || use !== 'executed') return undefined
  if (hasWinner && !mayDraw) return []
  return TIES.get(market)?.[((quarters % 4) + 4) % 4]
}

/** Whether half of a bet may come back. True also where the payoff of the line, or of the kind, is not known. */
export function mayBeHalved(market: TieMarket): boolean {
  return tiesOf(market)?.some((tie) => tie.includes('half-win')) ?? true
}

/** Enough to be over, on and under every fraction of a line from 0 to 1, and to have each result. */
const SCORES = [0, 1, 2, 3].flatMap((home) => [0, 1, 2, 3].map((away) => ({ home, away })))

/** By kind and by the quarters that its line has after the point. */
const TIES: ReadonlyMap<Market, readonly (readonly Tie[])[]> = new Map(
  markets.options.map((market) => [market, [0, 1, 2, 3].map((rest) => listTies(market, rest))]),
)

function listTies(market: Market, quarters: number): readonly Tie[] {
  const { outcomes, shareOf } = MARKETS[market]
  const [first, second] = outcomes
  if (first === undefined || second === undefined) return []
  const branches = new Map<string, Tie>()
  for (const score of SCORES) {
    const tie: Tie = [shareOf(first, score, quarters), shareOf(second, score, quarters)]
    if (!tie.includes('win')) branches.set(tie.join(), tie)
  }
  return [...branches.values()]
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
  return returnOfShare(isFirst(outcome) ? first : second, { stakeMinor, odds }) - stakeMinor
}

/** What a bet returns by its share, stake included, in minor units: rounded down, as providers do. */
export function returnOfShare(
  share: Share,
  { stakeMinor, odds }: { readonly stakeMinor: number; readonly odds: string },
): number {
  switch (share) {
    case 'win':
      return payoutMinor(stakeMinor, odds)
    case 'half-win':
      return payoutMinor(stakeMinor, halfWinOdds(odds))
    case 'push':
      return stakeMinor
    case 'half-loss':
      return Math.floor(stakeMinor / 2)
    case 'loss':
      return 0
  }
}

/** What half a win multiplies the stake by: one half wins and the other comes back. */
export function halfWinOdds(odds: string): string {
  return Big(odds).plus(1).div(2).toFixed()
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
  const isPair = MARKETS[market.market].outcomes.includes(legs.A.outcome)
  if (ties === undefined || !isPair || oppositeOf(legs.A.outcome) !== legs.B.outcome)
    return undefined
  const bets = [legs.A, legs.B].map(({ outcome, stake, odds }) => ({
    outcome,
    odds,
    stakeMinor: toMinor(stake),
  }))
  const staked = bets.reduce((sum, { stakeMinor }) => sum + stakeMinor, 0)
  const wins = bets.map(({ stakeMinor, odds }) => payoutMinor(stakeMinor, odds) - staked)
  return Math.min(...wins, leastInTies(bets, ties))
}
