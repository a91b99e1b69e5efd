import { ok, type ledgerLink, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { transact } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'

const rows = z.tuple([
  z.object({ isNew: z.boolean(), usedAt: z.date().nullable(), expiresAt: z.date() }),
])

/** Makes a link, or lets one that was not used live on. One that was used is answered as it is. */
export async function onLink(
  { database }: Ledger,
  { deskId, linkHash, operator, ttlMs, by }: z.output<typeof ledgerLink.body>,
): Promise<Reply<typeof ledgerLink.reply>> {
  const link = await transact(database, async (tx) => {
    const [row] = rows.parse(
      await tx.$queryRaw`
        INSERT INTO "console_links" AS link ("hash", "deskId", "operator", "createdBy", "expiresAt")
        VALUES (${linkHash}, ${deskId}, ${operator}, ${by}, clock_timestamp() + ${ttlMs} * interval '1 millisecond')
        ON CONFLICT ("hash") DO UPDATE SET "expiresAt" =
          CASE WHEN link."usedAt" IS NULL THEN greatest(link."expiresAt", excluded."expiresAt") ELSE link."expiresAt" END
        RETURNING xmax = 0 AS "isNew", "usedAt", "expiresAt"`,
    )
    const details = { deskId, operator, by, expiresAt: row.expiresAt.toISOString() }
    if (row.isNew) await appendLink(tx, { kind: 'link.made', executionId: null, details })
    return row
  })
  return ok({ isUsed: link.usedAt !== null, expiresAt: link.expiresAt.toISOString() })
}
