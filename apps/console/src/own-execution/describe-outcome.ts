import { fromMinor, leastProfitOf } from '@surefoot/arbitrage'
import type { ExecutionRecord, ExecutionRow, Leg } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { statusOf } from '../parts/execution-state.ts'

export interface OutcomeNotice {
  readonly kind: 'busy' | 'done' | 'warn' | 'failed'
  readonly title: string
  readonly message: string
  /** Nothing more will become of it by itself. */
  readonly isFinal: boolean
}

export interface KnownOutcome {
  readonly event: string
  /** Undefined while the ledger shows no row of it. */
  readonly record: ExecutionRecord | undefined
  readonly refusal: string | null
  readonly ageMs: number
}

/** An execution that takes longer than this is not called under way any more, but not known yet. */
export const KNOWN_WITHIN_MS = 10_000

/** What became of an execution that the operator asked for, by the ledger; what is not known is said to be not known. */
export function describeOutcome({ event, record, refusal, ageMs }: KnownOutcome): OutcomeNotice {
  if (refusal !== null) return notTaken(event, refusal)
  if (record === undefined)
    return underWay(
      event,
      ageMs,
      'The ledger shows nothing of it yet. See History before you try again.',
    )
  const { execution, legs } = record
  if (execution.final_status === 'success') return accepted(event, record)
  switch (statusOf(execution).name) {
    case 'Hedged':
      return {
        kind: 'warn',
        title: `${event}: hedged`,
        message: `${describeLegs(legs)}. The bet that stood alone is covered.`,
        isFinal: true,
      }
    case 'Failed':
      return notTaken(
        event,
        execution.error_message ?? `${describeLegs(legs)}. No reason was recorded.`,
      )
    case 'Needs you':
    case 'Held':
    case 'Not hedged':
      return {
        kind: 'failed',
        title: `${event}: needs you`,
        message: `${describeLegs(legs)}. It is not covered: decide under Needs you.`,
        isFinal: true,
      }
    case 'Unknown':
      return {
        kind: 'warn',
        title: `${event}: outcome unknown`,
        message: `${describeLegs(legs)}. It may have been placed: Surefoot reads the bookmaker's list. Do not bet it again.`,
        isFinal: false,
      }
    case 'Hedging':
      return {
        kind: 'warn',
        title: `${event}: hedging`,
        message: `${describeLegs(legs)}. A hedge is being placed.`,
        isFinal: false,
      }
    default:
      return underWay(event, ageMs, `${describeLegs(legs)}.`)
  }
}

function notTaken(event: string, message: string): OutcomeNotice {
  return { kind: 'failed', title: `${event} was not taken`, message, isFinal: true }
}

function underWay(event: string, ageMs: number, known: string): OutcomeNotice {
  return ageMs < KNOWN_WITHIN_MS
    ? { kind: 'busy', title: `Taking ${event}`, message: known, isFinal: false }
    : {
        kind: 'warn',
        title: `${event}: not known yet`,
        message: `${Math.round(ageMs / 1000)} s after Execute. ${known}`,
        isFinal: false,
      }
}

function accepted(event: string, { execution, legs }: ExecutionRecord): OutcomeNotice {
  const profit = profitOf(execution, legs)
  const isPaper = execution.venue === 'paper'
  const shown = formatMoney(profit ?? execution.expectedProfit, { isSigned: true })
  return {
    kind: 'done',
    title: `${event}: ${isPaper ? 'taken on paper' : 'accepted at both'}`,
    message:
      profit === null || isPaper
        ? `${shown} expected${isPaper ? '; nothing was bet' : ''}.`
        : `${shown} at worst, by both receipts.`,
    isFinal: true,
  }
}

/** What both bets together win at worst, by their receipts, over ties too; null while a receipt is missing. */
function profitOf(
  { market, line, outcomeA, outcomeB }: ExecutionRow,
  legs: readonly Leg[],
): string | null {
  const [A, B] = (['A', 'B'] as const).map(
    (name) => legs.find(({ role }) => role === name)?.receipt,
  )
  if (!A?.stake || !A.odds || !B?.stake || !B.odds) return null
  const least = leastProfitOf(
    { market, line },
    {
      A: { outcome: outcomeA, stake: A.stake, odds: A.odds },
      B: { outcome: outcomeB, stake: B.stake, odds: B.odds },
    },
  )
  return least === undefined ? null : fromMinor(least)
}

const WORDS: Record<Leg['state'], string> = {
  AUTHORIZED: 'prepared',
  ARMED: 'submitted',
  PENDING: 'held by the bookmaker',
  ACCEPTED: 'accepted',
  REJECTED: 'rejected',
  UNKNOWN: 'unknown',
  ABSENT: 'not placed',
  DENIED: 'not submitted',
  VOID: 'not submitted',
  ESCALATED: 'unknown, for you to decide',
}

function describeLegs(legs: readonly Leg[]): string {
  return legs
    .map(({ role, state }) => `${role === 'H' ? 'Hedge' : role} ${WORDS[state]}`)
    .join(', ')
}
