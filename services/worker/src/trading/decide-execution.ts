import { leastProfitOf, outcomesOf } from '@surefoot/arbitrage'
import { describeMarket } from '@surefoot/shared/markets'
import {
  ACCOUNTS,
  ok,
  refuse,
  type Account as AccountName,
  type Control,
  type ExecRequest,
  type Opportunity,
  type Refusal,
} from '@surefoot/shared/messages'
import { refuseIdle, refuseUnread, type AccountView, type DeskView } from '../desk/desk-view.ts'
import type { ExecutionsView } from '../desk/executions.ts'

export interface Wish {
  readonly executionId: string
  readonly opportunity: Opportunity
  /** Who asks: an operator's name, or the worker itself in auto. */
  readonly requestedBy: string
  readonly isAuto: boolean
}

export interface ExecutionSettings {
  readonly maxQuoteAgeMs: number
  readonly cooldownMs: number
}

/** A request that waits longer than this in the queue is worthless: prices have moved. */
export const REQUEST_LIVES_MS = 3000

export type ExecutionDecision = { readonly ok: true; readonly request: ExecRequest } | Refusal

/**
 * Whether the desk takes an opportunity now. `nowMs` is of the clock that ages its prices. Refused: HALTED, NOT_RUNNING,
 * WRONG_PROVIDER, STREAM_SILENT, BROWSER_STOPS, LOGGED_OUT, EVIDENCE_MISSING, QUOTE_STALE, NO_PROFIT, NEEDS_REVIEW, MATCH_BUSY, DESK_BUSY, REFUSED, COOLDOWN.
 */
export function decideExecution(
  desk: DeskView,
  wish: Wish,
  nowMs: number,
  settings: ExecutionSettings,
): ExecutionDecision {
  const refusal =
    refuseHalted(desk.control) ??
    refuseIdle(desk) ??
    ACCOUNTS.map((name) => refuseAccount(desk.accounts[name], wish.opportunity.legs[name])).find(
      (refused) => refused !== null,
    ) ??
    (desk.control.venue === 'live' ? refuseUnread(desk) : null) ??
    refuseStale(wish.opportunity, nowMs, settings) ??
    refuseLoss(wish.opportunity) ??
    refuseUnseen(wish) ??
    refuseBusy(desk.executions, wish, nowMs, settings)
  if (refusal) return refusal
  const { executionId, opportunity, requestedBy } = wish
  const expiresAt = nowMs + REQUEST_LIVES_MS
  const { venue } = desk.control
  return ok({
    request: { deskId: desk.deskId, executionId, opportunity, venue, requestedBy, expiresAt },
  })
}

function refuseHalted({ trading }: Control): Refusal | null {
  if (trading === 'RUN') return null
  return refuse(
    'HALTED',
    `The desk stands at ${trading} and opens nothing new. Press Run to go on.`,
  )
}

type Leg = Opportunity['legs'][AccountName]

function refuseAccount({ row, status }: AccountView, leg: Leg): Refusal | null {
  const { account } = row
  if (leg.providerId !== row.providerId || leg.contractVersion !== row.contractVersion)
    return refuse(
      'WRONG_PROVIDER',
      `The opportunity is for ${leg.providerId} version ${leg.contractVersion}, but account ${account} runs ${row.providerId} version ${row.contractVersion}.`,
    )
  if (status === null || !status.isUp || status.browserId !== row.browserId)
    return refuse('STREAM_SILENT', `Account ${account}'s browser has not been heard of lately.`)
  if (status.isStopping === true)
    return refuse(
      'BROWSER_STOPS',
      `Account ${account}'s browser executor is being stopped. Turn the account on again when it is closed.`,
    )
  if (status.isLoggedIn === false)
    return refuse('LOGGED_OUT', `Account ${account} is logged out. Log in on its page.`)
  return null
}

function refuseStale(
  { legs }: Opportunity,
  nowMs: number,
  { maxQuoteAgeMs }: ExecutionSettings,
): Refusal | null {
  const stale = ACCOUNTS.find((name) => nowMs - legs[name].receivedAt > maxQuoteAgeMs)
  if (stale === undefined) return null
  const ageMs = nowMs - legs[stale].receivedAt
  return refuse(
    'QUOTE_STALE',
    `The price at account ${stale} is ${(ageMs / 1000).toFixed(1)} s old; at most ${maxQuoteAgeMs / 1000} s is taken.`,
  )
}

/** Held here once more, over ties too: what is taken may be of another scanner's version, or sized by the operator's stake. */
function refuseLoss({ market, line, sport, legs }: Opportunity): Refusal | null {
  if (outcomesOf(market, sport) === undefined)
    return refuse(
      'NO_PROFIT',
      `Two bets do not cover ${describeMarket(market, line)} in ${sport}, or it is only shown, so no profit is sure.`,
    )
  const least = leastProfitOf({ market, line }, legs)
  if (least !== undefined && least > 0) return null
  return refuse(
    'NO_PROFIT',
    least === undefined
      ? `What a bet on ${describeMarket(market, line)} pays is not known, so no profit is sure.`
      : 'These stakes win nothing for sure: the result may equal the line, and then both come back. Take another opportunity.',
  )
}

function refuseUnseen({ opportunity: { review }, isAuto }: Wish): Refusal | null {
  if (!isAuto || review === undefined) return null
  return refuse('NEEDS_REVIEW', `Auto leaves it to an operator. ${review.because}`)
}

function refuseBusy(
  { openMatches, closedAtMs, refusal }: ExecutionsView,
  { opportunity, isAuto }: Wish,
  nowMs: number,
  { cooldownMs }: ExecutionSettings,
): Refusal | null {
  if (openMatches.has(opportunity.matchId))
    return refuse('MATCH_BUSY', 'An execution of this match is open. Wait until it is closed.')
  if (isAuto && openMatches.size > 0)
    return refuse('DESK_BUSY', 'Another execution is open; auto takes one at a time.')
  // What was refused for one match, such as a cap, is often refused for the next: auto does not hammer.
  if (isAuto && refusal !== null && nowMs - refusal.atMs < cooldownMs)
    return refuse('REFUSED', `The last request was refused. ${refusal.message}`)
  const closedAt = closedAtMs.get(opportunity.matchId)
  if (isAuto && closedAt !== undefined && nowMs - closedAt < cooldownMs)
    return refuse(
      'COOLDOWN',
      'This match was taken a moment ago; auto waits before it takes it again.',
    )
  return null
}
