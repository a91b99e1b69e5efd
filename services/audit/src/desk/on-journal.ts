import { ledgerJournal, ok, type Reply, type SystemLogEntry } from '@surefoot/shared/messages'
import type { z } from 'zod'
import { toJson } from '../database/storable.ts'
import type { Ledger } from '../ports.ts'

/** The latest of a desk: its own, and what concerns no desk. */
export async function onJournal(
  { database }: Ledger,
  { deskId, limit }: z.output<typeof ledgerJournal.body>,
): Promise<Reply<typeof ledgerJournal.reply>> {
  const [transitions, log] = await Promise.all([
    database.accountTransition.findMany({
      where: { deskId },
      orderBy: { id: 'desc' },
      take: limit,
    }),
    database.systemLog.findMany({
      where: { OR: [{ deskId }, { deskId: null }] },
      orderBy: { id: 'desc' },
      take: limit,
    }),
  ])
  return ok(
    ledgerJournal.reply.parse({
      transitions: transitions.map(toMessage),
      log: log.map(toMessage),
    }),
  )
}

/** A log entry has no key where a row has null; a transition's reason is null where it has none. */
function toMessage(row: { readonly at: Date; readonly reason?: string | null }): object {
  const present = Object.entries(row).filter(([key, value]) => value !== null || key === 'reason')
  return { ...Object.fromEntries(present), at: row.at.toISOString() }
}

/** Keeps a log entry. */
export async function onSystemLog({ database }: Ledger, entry: SystemLogEntry): Promise<void> {
  const { details, deskId = null, account = null, executionId = null, ...rest } = entry
  await database.systemLog.create({
    data: {
      ...rest,
      deskId,
      account,
      executionId,
      ...(details === undefined ? {} : { details: toJson(details) }),
    },
  })
}
