import { describeMarket, describeOutcome } from '@surefoot/shared/markets'
import { isolateName, type ExecutionRow } from '@surefoot/shared/messages'

type Described = Pick<
  ExecutionRow,
  | 'home'
  | 'away'
  | 'market'
  | 'line'
  | 'outcomeA'
  | 'outcomeB'
  | 'stakeA'
  | 'stakeB'
  | 'oddsA'
  | 'oddsB'
>

/** What an execution bet, in a line: `Reds – Blues, Handicap -0.5: A Reds -0.5 25.00 @ 2.1, B Blues +0.5 26.25 @ 2`. */
export function describeExecution(row: Described): string {
  const { market, line, stakeA, stakeB, oddsA, oddsB } = row
  const event = { home: isolateName(row.home), away: isolateName(row.away), market, line }
  const [A, B] = [row.outcomeA, row.outcomeB].map((outcome) => describeOutcome(outcome, event))
  return `${event.home} – ${event.away}, ${describeMarket(market, line)}: A ${A} ${stakeA} @ ${oddsA}, B ${B} ${stakeB} @ ${oddsB}`
}
