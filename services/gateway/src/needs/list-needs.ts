import { DOUBTS, fromMinor, toMinor } from '@surefoot/arbitrage'
import { betsInForce, isHeldAsAccepted } from '@surefoot/execution-rules'
import {
  ACCOUNTS,
  type ExecutionRecord,
  type HedgeStep,
  type StatementRow,
  type SystemLogEntry,
  type UnwatchedBets,
} from '@surefoot/shared/messages'
import type { Desk } from '../desk.ts'
import type { SkewedClock } from '../health/clocks.ts'
import type { PartHealth } from '../health/health-view.ts'
import { needsOfClocks } from './clock-needs.ts'
import { needsOfAccount, needsOfServers } from './health-needs.ts'
import { byMoneyAtRisk, type Need } from './need.ts'
import { haltOf, type TradingPast } from './trading-past.ts'
import { unhedgedMinor } from './unhedged.ts'

/** What the ledger says of all that may need a person. */
export interface LedgerNeeds {
  /** Open executions, and closed ones with a bet that stands alone. */
  readonly records: readonly ExecutionRecord[]
  readonly statements: readonly StatementRow[]
  /** Bets at providers that their accounts have left. */
  readonly unwatched: readonly UnwatchedBets[]
  /** The latest entries, newest first. */
  readonly log: readonly SystemLogEntry[]
  readonly past: TradingPast
  /** The ledger's present, milliseconds since 1970. */
  readonly ledgerNow: number
  /** How every server, service, browser and stream is. */
  readonly parts: readonly PartHealth[]
  /** Those that are off. */
  readonly clocks: readonly SkewedClock[]
}

type Standing = Pick<Desk, 'accounts' | 'control'>

const NOTHING = {
  account: null,
  executionId: null,
  legId: null,
  event: null,
  atRisk: null,
} as const

/** The record may be wrong: a person looks, then lets the desk run. */
const ALARMS: ReadonlySet<string> = new Set([
  ...DOUBTS,
  'DUPLICATE_BET',
  'RECEIPT_AFTER_END',
  'BET_UNPLACED',
  'BET_CLAIMED',
  'AUDIT_CHAIN_BROKEN',
  // Of the gateway: what the ledger holds of these is not known.
  'JOURNAL_UNREAD',
])

/** Where the hedge service has given a lone leg up. */
const GIVEN_UP: ReadonlySet<string> = new Set<HedgeStep>(['failed', 'escalated'])

/** Everything that waits for a person, most money first. */
export function listNeeds(ledger: LedgerNeeds, standing: Standing): Need[] {
  const found = [
    ...ledger.records.flatMap(needsOfLegs),
    ...ledger.records.flatMap(needsOfHedge),
    ...needsOfAlarms(ledger),
    ...ledger.statements.flatMap(needsOfStatement),
    ...ledger.unwatched.map(needOfUnwatched),
    ...needsOfServers(ledger.parts),
    ...needsOfClocks(ledger.clocks),
    ...ACCOUNTS.flatMap((account) =>
      needsOfAccount(standing.accounts[account], standing.control, ledger.parts),
    ),
  ]
  return [...found, ...needsOfHalt(ledger, standing, found)].toSorted(byMoneyAtRisk)
}

function needsOfLegs(record: ExecutionRecord): Need[] {
  return record.legs
    .filter(({ state }) => state === 'ESCALATED')
    .map(({ legId, account, executionId, reason, stake, changedAt }) => ({
      id: `leg ${legId}`,
      kind: 'leg',
      account,
      executionId,
      legId,
      event: eventOf(record),
      message: reason ?? 'It is not known whether the bet was placed.',
      atRisk: fromMinor(toMinor(stake)),
      since: changedAt,
    }))
}

function needsOfHedge(record: ExecutionRecord): Need[] {
  const { execution, hedgeEvents } = record
  const latest = hedgeEvents
    .toSorted((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp))
    .at(-1)
  const minor = unhedgedMinor(record)
  const [lone] = betsInForce(record)
  if (latest === undefined || lone === undefined || minor === 0) return []
  // More may be lost than the operator accepted: a bet was voided since.
  const isHeldNoMore = latest.step === 'held' && !isHeldAsAccepted(record)
  if (!GIVEN_UP.has(latest.step) && !isHeldNoMore) return []
  const { message } = latest.details
  return [
    {
      id: `hedge ${execution.id}`,
      kind: 'hedge',
      account: lone.account,
      executionId: execution.id,
      legId: lone.legId,
      event: eventOf(record),
      message: typeof message === 'string' ? message : `Leg ${lone.role} is exposed.`,
      atRisk: fromMinor(minor),
      since: latest.timestamp,
    },
  ]
}

function eventOf({ opportunity: { home, away, start } }: ExecutionRecord): Need['event'] {
  return { home, away, start }
}

/** Alarms since the desk began to run, the latest of each kind for an execution. */
function needsOfAlarms({ log, past: { runSince } }: LedgerNeeds): Need[] {
  const alarms = new Map<string, Need>()
  for (const { code, account = null, executionId = null, message, at } of log.toReversed()) {
    const isOver = runSince !== null && Date.parse(at) < Date.parse(runSince)
    if (isOver || !ALARMS.has(code)) continue
    const id = `alarm ${code} ${executionId ?? account ?? ''}`
    alarms.set(id, { ...NOTHING, id, kind: 'alarm', account, executionId, message, since: at })
  }
  return [...alarms.values()]
}

function needsOfStatement({ account, differences, readAt }: StatementRow): Need[] {
  const [first, ...others] = differences
  if (first === undefined) return []
  const more = others.length === 0 ? '' : ` And ${others.length} more.`
  const message = `${first.message}${more}`
  return [
    { ...NOTHING, id: `statement ${account}`, kind: 'statement', account, message, since: readAt },
  ]
}

function needOfUnwatched({ account, providerId, movedTo, bets, stake }: UnwatchedBets): Need {
  const what = bets === 1 ? 'An open bet' : `${bets} open bets`
  const message = `${what} of account ${account} (stake ${stake}) at ${providerId} ${bets === 1 ? 'is' : 'are'} not watched: the account is at ${movedTo} now, whose lists do not show them. Settle them by hand from the site of ${providerId}, or open the account there again.`
  const id = `unwatched ${account} ${providerId}`
  return { ...NOTHING, id, kind: 'statement', account, message, since: null }
}

/** A halt by a service, unless what it was made for is listed already. */
function needsOfHalt(
  { past }: LedgerNeeds,
  { control }: Standing,
  listed: readonly Need[],
): Need[] {
  const halt = haltOf(past, control)
  if (halt === null || halt.reason === null) return []
  const { reason, executionId, at } = halt
  const isListed = listed.some(
    (each) => each.message === reason || (executionId !== null && each.executionId === executionId),
  )
  if (isListed) return []
  return [{ ...NOTHING, id: `halt ${at}`, kind: 'halt', executionId, message: reason, since: at }]
}
