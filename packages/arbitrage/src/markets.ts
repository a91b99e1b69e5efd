import { MARKETS } from '@surefoot/shared/markets'
import type { Market, Outcome } from '@surefoot/shared/messages'

/** The two outcomes of a market that has two, in their fixed order. */
export type OutcomePair = readonly [Outcome, Outcome]

const OPPOSITES: Record<Outcome, Outcome | undefined> = {
  home: 'away',
  away: 'home',
  over: 'under',
  under: 'over',
  yes: 'no',
  no: 'yes',
  odd: 'even',
  even: 'odd',
  draw: undefined,
  home_draw: undefined,
  home_away: undefined,
  draw_away: undefined,
}

/**
 * The outcomes of a market if exactly two exist, one of which must happen, and it may be executed; undefined for every
 * other market.
 */
export function outcomesOf(market: Market, sport: string): OutcomePair | undefined {
  const { outcomes, twoWayIn, use } = MARKETS[market]
  const [first, second, ...others] = outcomes
  if (use !== 'executed' || first === undefined || second === undefined || others.length > 0)
    return undefined
  return twoWayIn === 'every sport' || twoWayIn.has(sport) ? [first, second] : undefined
}

/** The other outcome of a two-way market; a draw has none. */
export function oppositeOf(outcome: Outcome): Outcome | undefined {
  return OPPOSITES[outcome]
}

const FIRST: ReadonlySet<Outcome> = new Set<Outcome>(['home', 'over', 'yes', 'odd'])

/** Whether it is the first outcome of its two-way market. */
export function isFirst(outcome: Outcome): boolean {
  return FIRST.has(outcome)
}
