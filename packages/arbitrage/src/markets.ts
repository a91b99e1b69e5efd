import type { Market, Outcome } from '@surefoot/shared/messages'

/** The two outcomes of a market that has two, in their fixed order. */
export type OutcomePair = readonly [Outcome, Outcome]

const WINNER: OutcomePair = ['home', 'away']
const TOTAL: OutcomePair = ['over', 'under']

/** Sports whose matches always have a winner; elsewhere "match winner" has a third outcome, the draw. */
const SPORTS_WITHOUT_DRAW = new Set(['tennis', 'basketball'])

const OPPOSITES: Record<Outcome, Outcome | undefined> = {
  home: 'away',
  away: 'home',
  over: 'under',
  under: 'over',
  draw: undefined,
}

/** The outcomes of a market if exactly two exist, one of which must happen; undefined for every other market. */
export function outcomesOf(market: Market, sport: string): OutcomePair | undefined {
  if (market === 'total') return TOTAL
  return SPORTS_WITHOUT_DRAW.has(sport) ? WINNER : undefined
}

/** The other outcome of a two-way market; a draw has none. */
export function oppositeOf(outcome: Outcome): Outcome | undefined {
  return OPPOSITES[outcome]
}
