import {
  ALERT_ROWS,
  alertChanged,
  ok,
  type ledgerAlertKeep,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { readClock } from '../database/clock.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'
import { readAlerts } from './rows.ts'

type Ask = z.output<typeof ledgerAlertKeep.body>

/** Writes what the notify service found and did, in one commit, and answers what is not finished, oldest first. */
export async function onAlertKeep(
  { database, publish }: Ledger,
  ask: Ask,
): Promise<Reply<typeof ledgerAlertKeep.reply>> {
  const { deskId } = ask
  const isChange = [ask.raise, ask.resolve, ask.finish, ask.deliveries].some(
    ({ length }) => length > 0,
  )
  if (isChange) {
    await transact(database, (tx) => keep(tx, ask))
    publish(alertChanged, { deskId })
  }
  const alerts = await database.alert.findMany({
    where: { deskId, finishedAt: null },
    orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }],
    take: ALERT_ROWS,
  })
  return ok({ unfinished: await readAlerts(database, alerts) })
}

async function keep(tx: Transaction, { deskId, raise, resolve, finish, deliveries }: Ask) {
  const now = await readClock(tx)
  // Before what is raised: a condition that has changed ends, and begins again by the same key.
  await tx.alert.updateMany({
    where: { deskId, id: { in: resolve }, resolvedAt: null },
    data: { resolvedAt: now },
  })
  await tx.alert.createMany({
    data: raise.map((alert) => ({ ...alert, deskId })),
    skipDuplicates: true,
  })
  await tx.alert.updateMany({
    where: { deskId, id: { in: finish }, finishedAt: null },
    data: { finishedAt: now },
  })
  await keepDeliveries(tx, deskId, deliveries)
}

async function keepDeliveries(
  tx: Transaction,
  deskId: string,
  deliveries: Ask['deliveries'],
): Promise<void> {
  const named = deliveries.flatMap(({ alertId }) => alertId ?? [])
  const found = await tx.alert.findMany({
    where: { deskId, id: { in: named } },
    select: { id: true },
  })
  const known = new Set(found.map(({ id }) => id))
  await tx.alertDelivery.createMany({
    data: deliveries.map((delivery) => ({
      ...delivery,
      deskId,
      alertId: delivery.alertId !== null && known.has(delivery.alertId) ? delivery.alertId : null,
    })),
  })
}
