import type { Market, Outcome } from '../messages/quote.ts'
import { MARKETS } from './market-table.ts'
import { negateLine } from './line.ts'

/** One outcome of a market, as a provider lists it. */
export interface Selection {
  readonly market: Market
  readonly line: string | null
  readonly outcome: Outcome
}

/** Whether an outcome and a line belong to a kind. A match winner may list a draw: then it is not two-way, and is refused. */
export function isCoherent({ market, line, outcome }: Selection): boolean {
  const { outcomes, line: rule } = MARKETS[market]
  const isOutcome = outcomes.includes(outcome) || (market === 'match_winner' && outcome === 'draw')
  return isOutcome && (line === null) === (rule === 'none')
}

const MIRRORED: Readonly<Partial<Record<Outcome, Outcome>>> = {
  home: 'away',
  away: 'home',
  home_draw: 'draw_away',
  draw_away: 'home_draw',
}

/** The same selection where the sides are listed the other way round. Its own inverse. */
export function mirror({ market, line, outcome }: Selection): Selection {
  const row = MARKETS[market]
  return {
    market: row.mirror,
    line: line !== null && row.line === 'margin' ? negateLine(line) : line,
    outcome: MIRRORED[outcome] ?? outcome,
  }
}
