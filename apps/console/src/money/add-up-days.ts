import { fromMinor, toMinor } from '@surefoot/arbitrage'
import type { ExecutionRow, Venue } from '@surefoot/shared/messages'
import { hasBet } from './has-bet.ts'

export interface DayOfMoney {
  /** `2026-11-22`, in the operator's own time zone. */
  readonly day: string
  readonly booked: number
  /** What the booked ones promised, and what they won or lost. */
  readonly promised: string
  readonly profit: string
  /** Executions with a bet that has not ended. */
  readonly open: number
}

/** Executions added up by the day they were taken, latest first. Those without a bet count nowhere. */
export function addUpDays(
  executions: readonly ExecutionRow[],
  { venue, dayOf }: { readonly venue: Venue; readonly dayOf: (instant: string) => string },
): DayOfMoney[] {
  const withBet = executions.filter((execution) => execution.venue === venue && hasBet(execution))
  const days = Map.groupBy(withBet, ({ timestamp }) => dayOf(timestamp))
  return [...days]
    .map(([day, taken]) => addUp(day, taken))
    .toSorted((one, other) => other.day.localeCompare(one.day))
}

function addUp(day: string, taken: readonly ExecutionRow[]): DayOfMoney {
  const booked = taken.filter(({ profit }) => profit !== null)
  return {
    day,
    booked: booked.length,
    promised: sum(booked.map(({ expectedProfit }) => expectedProfit)),
    profit: sum(booked.map(({ profit }) => profit ?? '0')),
    open: taken.length - booked.length,
  }
}

function sum(amounts: readonly string[]): string {
  return fromMinor(amounts.reduce((total, amount) => total + toMinor(amount), 0))
}
