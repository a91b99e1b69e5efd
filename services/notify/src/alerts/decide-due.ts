/**
 * What is to be sent by a channel now.
 *
 * 1. Once for each channel; then, while it lasts and nobody has acknowledged it, again at the interval. A fact is not repeated.
 * 2. What was not sent is tried again after `RETRY_MS`, or the interval if that is shorter, as another attempt in the log.
 * 3. In quiet hours only what is urgent is sent; the rest waits for their end.
 * 4. The end is sent once, to who got the beginning.
 */
import type { AlertKind, AlertProgress, AlertRow } from '@surefoot/shared/messages'
import type { Line } from '../channels/message.ts'
import { isUrgent } from '../settings/kinds.ts'

export interface SendingRules {
  readonly repeatMs: number
  readonly sendsResolved: boolean
  readonly isQuiet: boolean
}

export const RETRY_MS = 30_000
/** Nobody needs to know any more. */
const FACT_LASTS_MS = 24 * 3_600_000
const RESOLVED_LASTS_MS = 3_600_000

type ChannelKinds = {
  readonly name: AlertProgress['channel']
  readonly kinds: readonly AlertKind[]
}

/** The line that the channel owes for the alert now; null: none. */
export function decideDue(
  alert: AlertRow,
  channel: ChannelKinds,
  { rules, now }: { readonly rules: SendingRules; readonly now: number },
): Line | null {
  if (!channel.kinds.includes(alert.kind)) return null
  if (rules.isQuiet && !isUrgent(alert.kind)) return null
  const progress = alert.progress.find((each) => each.channel === channel.name)
  const sent = progress?.sent ?? 0
  const isTooSoon =
    progress !== undefined &&
    !progress.isLastSent &&
    elapsed(progress.lastTriedAt, now) < Math.min(RETRY_MS, rules.repeatMs)
  if (isTooSoon) return null
  const purpose = purposeOf(alert, progress, { rules, now })
  return purpose === null ? null : { alert, purpose, nth: sent + 1 }
}

function purposeOf(
  alert: AlertRow,
  progress: AlertProgress | undefined,
  { rules, now }: { readonly rules: SendingRules; readonly now: number },
): Line['purpose'] | null {
  const sent = progress?.sent ?? 0
  if (isOver(alert)) return owesEnd(alert, progress, { rules, now }) ? 'resolved' : null
  if (alert.acknowledgedAt !== null) return null
  if (sent === 0) return !alert.isCondition && isPast(alert, now) ? null : 'first'
  if (!alert.isCondition) return null
  const lastSentAt = progress?.lastSentAt ?? alert.raisedAt
  return elapsed(lastSentAt, now) >= rules.repeatMs ? 'repeat' : null
}

function owesEnd(
  { resolvedAt }: AlertRow,
  progress: AlertProgress | undefined,
  { rules, now }: { readonly rules: SendingRules; readonly now: number },
): boolean {
  if (!rules.sendsResolved || progress === undefined || resolvedAt === null) return false
  const isOwed = progress.sent > 0 && !progress.isResolvedSent
  return isOwed && elapsed(resolvedAt, now) < RESOLVED_LASTS_MS
}

/** Whether no channel will ever owe anything for the alert again. */
export function isFinished(
  alert: AlertRow,
  channels: readonly ChannelKinds[],
  { rules, now }: { readonly rules: SendingRules; readonly now: number },
): boolean {
  if (alert.isCondition && alert.resolvedAt === null) return false
  const wanting = channels.filter(({ kinds }) => kinds.includes(alert.kind))
  const progressOf = (name: string): AlertProgress | undefined =>
    alert.progress.find(({ channel }) => channel === name)
  if (isOver(alert))
    return !wanting.some(({ name }) => owesEnd(alert, progressOf(name), { rules, now }))
  if (alert.acknowledgedAt !== null || isPast(alert, now)) return true
  return wanting.every(({ name }) => (progressOf(name)?.sent ?? 0) > 0)
}

function isOver({ isCondition, resolvedAt }: AlertRow): boolean {
  return isCondition && resolvedAt !== null
}

function isPast({ raisedAt }: AlertRow, now: number): boolean {
  return elapsed(raisedAt, now) >= FACT_LASTS_MS
}

function elapsed(since: string, now: number): number {
  return now - Date.parse(since)
}
