import {
  isolateName,
  type ExecutionRow,
  type Market,
  type Opportunity,
  type Outcome,
} from '@surefoot/shared/messages'

const OUTCOMES: Record<Outcome, string> = {
  home: 'home wins',
  draw: 'draw',
  away: 'away wins',
  over: 'over',
  under: 'under',
}

/** `Total 2.5`, `Winner`. */
export function formatMarket(market: Market, line: string | null): string {
  return market === 'total' ? `Total ${line ?? ''}`.trim() : 'Winner'
}

/** The outcome as a person says it, with the name of who must win where there is one. */
export function formatOutcome(
  outcome: Outcome,
  event: Pick<Opportunity, 'home' | 'away' | 'line'>,
): string {
  if (outcome === 'home') return isolateName(event.home)
  if (outcome === 'away') return isolateName(event.away)
  if (outcome === 'draw') return OUTCOMES.draw
  return `${outcome === 'over' ? 'Over' : 'Under'} ${event.line ?? ''}`.trim()
}

/** Who plays whom, as plain text; on a screen `EventName` shows it. */
export const formatEvent = ({ home, away }: Pick<ExecutionRow, 'home' | 'away'>): string =>
  `${isolateName(home)} – ${isolateName(away)}`
