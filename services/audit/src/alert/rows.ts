import {
  alertChannel,
  alertRow,
  type AlertProgress,
  type AlertRow,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Reader } from '../database/open-database.ts'
import type { Alert } from '../generated/client.ts'

const writeInstant = (at: Date | null): string | null => at?.toISOString() ?? null

const progressRows = z.array(
  z.object({
    alertId: z.uuid(),
    channel: alertChannel,
    sent: z.bigint().transform(Number),
    lastSentAt: z.date().nullable().transform(writeInstant),
    lastTriedAt: z.date().transform((at) => at.toISOString()),
    isLastSent: z.boolean(),
    isResolvedSent: z.boolean(),
  }),
)

/** Alerts, each with what its channels got of it. */
export async function readAlerts(reader: Reader, alerts: readonly Alert[]): Promise<AlertRow[]> {
  const progress = await findProgress(
    reader,
    alerts.map(({ id }) => id),
  )
  return alerts.map((alert) =>
    alertRow.parse({
      ...alert,
      raisedAt: alert.raisedAt.toISOString(),
      resolvedAt: writeInstant(alert.resolvedAt),
      acknowledgedAt: writeInstant(alert.acknowledgedAt),
      progress: progress.get(alert.id) ?? [],
    }),
  )
}

async function findProgress(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly AlertProgress[]>> {
  const found = new Map<string, AlertProgress[]>()
  if (ids.length === 0) return found
  const rows = progressRows.parse(
    await reader.$queryRaw`
      SELECT "alertId", "channel",
        count(*) FILTER (WHERE "isSent" AND "purpose" IN ('first', 'repeat')) AS "sent",
        max("at") FILTER (WHERE "isSent" AND "purpose" IN ('first', 'repeat')) AS "lastSentAt",
        max("at") AS "lastTriedAt",
        (array_agg("isSent" ORDER BY "at" DESC, "id" DESC))[1] AS "isLastSent",
        bool_or("isSent" AND "purpose" = 'resolved') AS "isResolvedSent"
      FROM "alert_deliveries"
      WHERE "alertId" = ANY(${ids}::uuid[])
      GROUP BY "alertId", "channel"
      ORDER BY "channel"`,
  )
  for (const { alertId, ...progress } of rows)
    found.set(alertId, [...(found.get(alertId) ?? []), progress])
  return found
}
