import { ok, sessionEnded, type ledgerLogout, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { transact } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'

const rows = z.array(z.object({ id: z.string(), operator: z.string() }))

/** Ends sessions; after the commit every gateway of the desk hears of it. One that is over already is not ended again. */
export async function onLogout(
  { database, publish }: Ledger,
  { deskId, which, by }: z.output<typeof ledgerLogout.body>,
): Promise<Reply<typeof ledgerLogout.reply>> {
  const only = 'only' in which ? which.only : null
  const allBut = 'allBut' in which ? which.allBut : null
  const ended = await transact(database, async (tx) => {
    const found = rows.parse(
      await tx.$queryRaw`
        UPDATE "console_sessions" SET "endedAt" = clock_timestamp(), "endedBy" = ${by}
        WHERE "deskId" = ${deskId} AND "endedAt" IS NULL
          AND (${only}::uuid IS NULL OR "id" = ${only}::uuid)
          AND (${allBut}::uuid IS NULL OR "id" <> ${allBut}::uuid)
        RETURNING "id"::text, "operator"`,
    )
    for (const { id: sessionId, operator } of found) {
      const details = { deskId, sessionId, operator, by }
      await appendLink(tx, { kind: 'session.ended', executionId: null, details })
    }
    return found.map(({ id }) => id)
  })
  if (ended.length > 0) publish(sessionEnded, { deskId, sessionIds: ended })
  return ok({ ended })
}
