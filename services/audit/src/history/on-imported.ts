import { ok, type ledgerImported, type Reply } from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Ledger } from '../ports.ts'
import { readImported } from './rows.ts'

/** What was imported of an earlier engine: nothing else in the ledger ever reads it. */
export async function onImported(
  { database }: Pick<Ledger, 'database'>,
  { deskId, limit, skip }: z.output<typeof ledgerImported.body>,
): Promise<Reply<typeof ledgerImported.reply>> {
  const [rows, total] = await Promise.all([
    database.importedExecution.findMany({
      where: { deskId },
      include: { hedgeEvents: true },
      orderBy: [{ timestamp: 'desc' }, { source: 'asc' }, { id: 'desc' }],
      take: limit,
      skip,
    }),
    database.importedExecution.count({ where: { deskId } }),
  ])
  return ok({
    executions: rows.map((row) => Object.assign(readImported(row), { source: row.source })),
    total,
  })
}
