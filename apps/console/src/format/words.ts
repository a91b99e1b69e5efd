import { describeMarket, describeOutcome } from '@surefoot/shared/markets'
import {
  isolateName,
  type ExecutionRow,
  type Market,
  type Opportunity,
  type Outcome,
} from '@surefoot/shared/messages'

/** `Total 2.5`, `Winner`, `Handicap -0.5`. */
export const formatMarket = (market: Market, line: string | null): string =>
  describeMarket(market, line)

/** The outcome as a person says it, with the name of who must win where there is one, and its side's handicap. */
export function formatOutcome(
  outcome: Outcome,
  { home, away, market, line }: Pick<Opportunity, 'home' | 'away' | 'market' | 'line'>,
): string {
  const names = { home: isolateName(home), away: isolateName(away) }
  return describeOutcome(outcome, { ...names, market, line })
}

/** The outcome in two parts, for a place that may cut a long name and must never cut a line. */
export function splitOutcome(
  outcome: Outcome,
  event: Parameters<typeof formatOutcome>[1],
): { readonly name: string; readonly line: string } {
  const name = formatOutcome(outcome, { ...event, line: null })
  return { name, line: formatOutcome(outcome, event).slice(name.length).trim() }
}

/** Who plays whom, as plain text; on a screen `EventName` shows it. */
export const formatEvent = ({ home, away }: Pick<ExecutionRow, 'home' | 'away'>): string =>
  `${isolateName(home)} – ${isolateName(away)}`
