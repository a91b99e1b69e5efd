/**
 * Owns what each kind of market is. Everything that depends on the kind asks this table: names, outcomes, lines, payoff, and
 * whether it may be executed. A kind without its row does not compile.
 *
 * 1. A score is of the statistic and the period that the kind is measured on: goals of the match, points with overtime where
 *    both contracts count it.
 * 2. An executed kind has two outcomes, and at every score one of them gets back as much as the other lacks: both push, one
 *    wins what the other loses, or half of each.
 * 3. A sport is in `twoWayIn` only where the kind has one meaning: a tennis handicap may count games or sets.
 */
import type { Market, Outcome } from '../messages/quote.ts'
import type { LineRule } from './line.ts'

export interface Score {
  readonly home: number
  readonly away: number
}

/** What a bet gets: half of a bet on a quarter line is on the line below it and half on the one above. */
export type Share = 'win' | 'half-win' | 'push' | 'half-loss' | 'loss'

export interface MarketRow {
  /** Before its line: "Total 2.5". */
  readonly name: string
  /** At the end of a sentence: "limited to about 2.50 on basketball totals". */
  readonly plural: string
  /** In their fixed order: of a two-way kind the first and the second. */
  readonly outcomes: readonly Outcome[]
  readonly line: LineRule
  /** `quarters` is the line, four times; 0 where there is none. */
  readonly shareOf: (outcome: Outcome, score: Score, quarters: number) => Share
  /** The sports in which exactly two outcomes exist and one meaning. */
  readonly twoWayIn: 'every sport' | ReadonlySet<string>
  /** `shown` is read and shown, and never paired: why is in the row. */
  readonly use: 'executed' | 'shown'
  /** The same market where a provider lists the sides the other way round. */
  readonly mirror: Market
  /** A draw is possible only where overtime does not count. */
  readonly hasWinner: boolean
}

/** Sports whose matches always have a winner; elsewhere "match winner" has a third outcome, the draw. */
const WITHOUT_DRAW: ReadonlySet<string> = new Set(['tennis', 'basketball'])
const FOOTBALL: ReadonlySet<string> = new Set(['football'])
/** Sports with one score to count. */
const OF_ONE_SCORE: ReadonlySet<string> = new Set(['football', 'basketball'])
const NOWHERE: ReadonlySet<string> = new Set()

const EVEN_SCORE = { line: 'none', hasWinner: false } as const

export const MARKETS: Readonly<Record<Market, MarketRow>> = {
  match_winner: {
    name: 'Winner',
    plural: 'match winners',
    outcomes: ['home', 'away'],
    line: 'none',
    shareOf: (outcome, { home, away }) => aheadBy(outcome === 'home', 4 * (home - away)),
    twoWayIn: WITHOUT_DRAW,
    use: 'executed',
    mirror: 'match_winner',
    hasWinner: true,
  },
  total: {
    name: 'Total',
    plural: 'totals',
    outcomes: ['over', 'under'],
    line: 'count',
    shareOf: (outcome, { home, away }, quarters) =>
      aheadBy(outcome === 'over', 4 * (home + away) - quarters),
    twoWayIn: 'every sport',
    use: 'executed',
    mirror: 'total',
    hasWinner: false,
  },
  /** The line is home's: away has its negative. */
  handicap: {
    name: 'Handicap',
    plural: 'handicaps',
    outcomes: ['home', 'away'],
    line: 'margin',
    shareOf: (outcome, { home, away }, quarters) =>
      aheadBy(outcome === 'home', 4 * (home - away) + quarters),
    twoWayIn: OF_ONE_SCORE,
    use: 'executed',
    mirror: 'handicap',
    hasWinner: false,
  },
  draw_no_bet: {
    ...EVEN_SCORE,
    name: 'Draw no bet',
    plural: 'draw-no-bet markets',
    outcomes: ['home', 'away'],
    shareOf: (outcome, { home, away }) => aheadBy(outcome === 'home', 4 * (home - away)),
    twoWayIn: FOOTBALL,
    use: 'executed',
    mirror: 'draw_no_bet',
  },
  both_score: {
    ...EVEN_SCORE,
    name: 'Both teams to score',
    plural: 'both-teams-to-score markets',
    outcomes: ['yes', 'no'],
    shareOf: (outcome, { home, away }) => winIf((outcome === 'yes') === (home > 0 && away > 0)),
    twoWayIn: FOOTBALL,
    use: 'executed',
    mirror: 'both_score',
  },
  /** No goal is even. */
  odd_even: {
    ...EVEN_SCORE,
    name: 'Odd or even',
    plural: 'odd-or-even markets',
    outcomes: ['odd', 'even'],
    shareOf: (outcome, { home, away }) => winIf((outcome === 'odd') === ((home + away) % 2 === 1)),
    twoWayIn: OF_ONE_SCORE,
    use: 'executed',
    mirror: 'odd_even',
  },
  /** Three outcomes: two bets do not cover them. */
  result: {
    ...EVEN_SCORE,
    name: 'Result (1X2)',
    plural: '1X2 markets',
    outcomes: ['home', 'draw', 'away'],
    shareOf: (outcome, score) => winIf(outcome === resultOf(score)),
    twoWayIn: NOWHERE,
    use: 'shown',
    mirror: 'result',
  },
  /** Two of its outcomes win together; its complement is an outcome of another kind. */
  double_chance: {
    ...EVEN_SCORE,
    name: 'Double chance',
    plural: 'double-chance markets',
    outcomes: ['home_draw', 'home_away', 'draw_away'],
    shareOf: (outcome, score) => winIf(outcome.split('_').includes(resultOf(score))),
    twoWayIn: NOWHERE,
    use: 'shown',
    mirror: 'double_chance',
  },
  /** Shown only: sides that a provider lists the other way round do not show in the prices of over and under. */
  home_total: {
    name: 'Home total',
    plural: 'totals of one side',
    outcomes: ['over', 'under'],
    line: 'count',
    shareOf: (outcome, { home }, quarters) => aheadBy(outcome === 'over', 4 * home - quarters),
    twoWayIn: OF_ONE_SCORE,
    use: 'shown',
    mirror: 'away_total',
    hasWinner: false,
  },
  away_total: {
    name: 'Away total',
    plural: 'totals of one side',
    outcomes: ['over', 'under'],
    line: 'count',
    shareOf: (outcome, { away }, quarters) => aheadBy(outcome === 'over', 4 * away - quarters),
    twoWayIn: OF_ONE_SCORE,
    use: 'shown',
    mirror: 'home_total',
    hasWinner: false,
  },
}

/** By how far the first outcome is ahead, in quarters: less than half a goal is a tie of some kind. */
function aheadBy(isFirst: boolean, quarters: number): Share {
  const ahead = isFirst ? quarters : -quarters
  if (ahead >= 2) return 'win'
  if (ahead <= -2) return 'loss'
  if (ahead === 0) return 'push'
  return ahead > 0 ? 'half-win' : 'half-loss'
}

function winIf(isWon: boolean): Share {
  return isWon ? 'win' : 'loss'
}

function resultOf({ home, away }: Score): 'home' | 'draw' | 'away' {
  if (home === away) return 'draw'
  return home > away ? 'home' : 'away'
}
