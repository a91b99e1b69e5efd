import {
  ACCOUNTS,
  describeMissing,
  ok,
  refuse,
  type Account as AccountName,
  type AccountRow,
  type BrowserStatus,
  type Control,
  type ExecRequest,
  type Opportunity,
  type Refusal,
} from '@surefoot/shared'
import type { ExecutionsView } from '../desk/executions.ts'

/** An account as a decision sees it; `status` is null if no executor has spoken of its browser lately. */
export interface AccountView {
  readonly row: AccountRow
  readonly status: BrowserStatus | null
}

/** The desk as it is when an execution is decided. */
export interface DeskView {
  readonly deskId: string
  readonly control: Control
  readonly accounts: Readonly<Record<AccountName, AccountView>>
  readonly executions: ExecutionsView
}

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
 * WRONG_PROVIDER, STREAM_SILENT, BROWSER_STOPS, LOGGED_OUT, EVIDENCE_MISSING, QUOTE_STALE, MATCH_BUSY, DESK_BUSY, REFUSED, COOLDOWN.
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

/** An account that does not run, whatever is asked of the desk. */
export function refuseIdle({ accounts }: Pick<DeskView, 'accounts'>): Refusal | null {
  const idle = ACCOUNTS.map((name) => accounts[name].row).find(({ state }) => state !== 'RUNNING')
  if (idle === undefined) return null
  return refuse(
    'NOT_RUNNING',
    `Account ${idle.account} is ${idle.state}. Both accounts must be RUNNING.`,
  )
}

/** What of the accounts was not read yet in this version of their contracts: live bets wait for it. */
export function refuseUnread({ accounts }: Pick<DeskView, 'accounts'>): Refusal | null {
  const unread = ACCOUNTS.map((name) => accounts[name]).find(
    ({ status }) => status?.unread?.length !== 0,
  )
  if (unread === undefined) return null
  const { row, status } = unread
  const what =
    status?.unread === undefined ? 'its lists, balance and session' : describeMissing(status.unread)
  return refuse(
    'EVIDENCE_MISSING',
    `Account ${row.account} does not bet live at ${row.providerId} yet: ${what} were not read in version ${row.contractVersion} of its contract. Log in on its page and wait a moment; if it stays, teach the lists of the contract again, or use paper.`,
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
