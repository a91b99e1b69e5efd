import { auditEvent, ok, type ledgerChain, type Reply } from '@surefoot/shared'
import type { z } from 'zod'
import type { Ledger } from '../ports.ts'
import { readLength, verifyChain } from './verify-chain.ts'

/** Links of the audit chain, newest first or from a number on, and the verdict over all of it. */
export async function onChain(
  { database }: Ledger,
  { executionId, after, limit }: z.output<typeof ledgerChain.body>,
): Promise<Reply<typeof ledgerChain.reply>> {
  const rows = await database.auditLink.findMany({
    where: {
      ...(executionId === undefined ? {} : { executionId }),
      ...(after === undefined ? {} : { sequence: { gt: after } }),
    },
    orderBy: { sequence: after === undefined ? 'desc' : 'asc' },
    take: limit,
  })
  const events = rows.map((row) => auditEvent.parse({ ...row, at: row.at.toISOString() }))
  const { brokenAt } = await verifyChain(database)
  return ok({ events, isIntact: brokenAt === null, length: await readLength(database) })
}
