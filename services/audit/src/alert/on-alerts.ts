import {
  alertChanged,
  ledgerDeliveries,
  ok,
  type ledgerAlertAcknowledge,
  type ledgerAlerts,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { readClock } from '../database/clock.ts'
import type { Prisma } from '../generated/client.ts'
import { PAGE_BYTES, takeWithinBytes } from '../database/take-within-bytes.ts'
import type { Ledger } from '../ports.ts'
import { readAlerts } from './rows.ts'

/** The alerts of a desk: those that need somebody first, then the latest. */
export async function onAlerts(
  { database }: Ledger,
  { deskId, limit }: z.output<typeof ledgerAlerts.body>,
): Promise<Reply<typeof ledgerAlerts.reply>> {
  const isOpen = { deskId, isCondition: true, resolvedAt: null, acknowledgedAt: null }
  const latestFirst = [
    { raisedAt: 'desc' },
    { id: 'desc' },
  ] satisfies Prisma.AlertOrderByWithRelationInput[]
  const [open, waiting, latest] = await Promise.all([
    database.alert.count({ where: isOpen }),
    database.alert.findMany({ where: isOpen, orderBy: latestFirst, take: limit }),
    database.alert.findMany({ where: { deskId }, orderBy: latestFirst, take: limit }),
  ])
  const waits = new Set(waiting.map(({ id }) => id))
  const rows = [...waiting, ...latest.filter(({ id }) => !waits.has(id))].slice(0, limit)
  return ok({ open, alerts: takeWithinBytes(await readAlerts(database, rows), PAGE_BYTES) })
}

/** An operator has seen them. Who was first stays written. */
export async function onAlertAcknowledge(
  { database, publish }: Ledger,
  { deskId, ids, by }: z.output<typeof ledgerAlertAcknowledge.body>,
): Promise<Reply<typeof ledgerAlertAcknowledge.reply>> {
  const acknowledgedAt = await readClock(database)
  const { count } = await database.alert.updateMany({
    where: { deskId, id: { in: ids }, acknowledgedAt: null },
    data: { acknowledgedAt, acknowledgedBy: by },
  })
  if (count > 0) publish(alertChanged, { deskId })
  return ok({ acknowledged: count })
}

/** The delivery log, newest first. */
export async function onDeliveries(
  { database }: Ledger,
  { deskId, limit }: z.output<typeof ledgerDeliveries.body>,
): Promise<Reply<typeof ledgerDeliveries.reply>> {
  const rows = await database.alertDelivery.findMany({
    where: { deskId },
    orderBy: { id: 'desc' },
    take: limit,
  })
  const deliveries = rows.map((row) => Object.assign({}, row, { at: row.at.toISOString() }))
  const reply = ledgerDeliveries.reply.parse({ deliveries })
  return ok({ deliveries: takeWithinBytes(reply.deliveries, PAGE_BYTES) })
}
