import { auditEvent, ok, type ledgerChain, type Reply } from '@surefoot/shared'
import type { z } from 'zod'
import { verifyChain } from '../database/audit-chain.ts'
import type { Ledger } from '../ports.ts'

/** Links of the audit chain, newest first, and the verdict over all of it. */
export async function onChain(
  { database }: Ledger,
  { executionId, limit }: z.output<typeof ledgerChain.body>,
): Promise<Reply<typeof ledgerChain.reply>> {
  const rows = await database.auditLink.findMany({
    where: executionId === undefined ? {} : { executionId },
    orderBy: { sequence: 'desc' },
    take: limit,
  })
  const events = rows.map((row) => auditEvent.parse({ ...row, at: row.at.toISOString() }))
  return ok({ events, ...(await verifyChain(database)) })
}
