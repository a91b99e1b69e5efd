import type { AlertProgress, AlertRow, Delivery, RaisedAlert } from '@surefoot/shared/messages'

/** What this process knows and the ledger may not know yet. */
export interface Unwritten {
  readonly raise: readonly RaisedAlert[]
  readonly resolve: readonly string[]
  readonly deliveries: readonly Delivery[]
  readonly at: string
  readonly deskId: string
}

/** The alerts as they will be once that is written. */
export function applyUnwritten(alerts: readonly AlertRow[], unwritten: Unwritten): AlertRow[] {
  const { raise, resolve, deliveries, at, deskId } = unwritten
  const known = new Set(alerts.map(({ id }) => id))
  const raised = raise.filter(({ id }) => !known.has(id)).map((each) => openAlert(deskId, each))
  const over = new Set(resolve)
  const resolvedAtOf = ({ id, resolvedAt }: AlertRow): string | null =>
    over.has(id) ? (resolvedAt ?? at) : resolvedAt
  const progressOf = ({ id, progress }: AlertRow): AlertProgress[] =>
    deliveries.filter(({ alertId }) => alertId === id).reduce(applyDelivery, progress)
  return [...alerts, ...raised].map((alert) =>
    Object.assign({}, alert, { resolvedAt: resolvedAtOf(alert), progress: progressOf(alert) }),
  )
}

function openAlert(deskId: string, alert: RaisedAlert): AlertRow {
  const isNew = { resolvedAt: null, acknowledgedAt: null, acknowledgedBy: null, progress: [] }
  return { deskId, ...alert, ...isNew }
}

function applyDelivery(
  progress: readonly AlertProgress[],
  { channel, isSent, purpose, at }: Delivery,
): AlertProgress[] {
  const before = progress.find((each) => each.channel === channel)
  const isOfAlert = isSent && purpose !== 'resolved'
  const next: AlertProgress = {
    channel,
    sent: (before?.sent ?? 0) + Number(isOfAlert),
    lastSentAt: isOfAlert ? at : (before?.lastSentAt ?? null),
    lastTriedAt: at,
    isLastSent: isSent,
    isResolvedSent: (before?.isResolvedSent ?? false) || (isSent && purpose === 'resolved'),
  }
  return [...progress.filter((each) => each.channel !== channel), next]
}
