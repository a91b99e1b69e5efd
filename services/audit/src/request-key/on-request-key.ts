import { ok, refuse, type ledgerRequestKey, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import { transact } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'

type Ask = z.output<typeof ledgerRequestKey.body>

const kept = z.tuple([z.object({ actor: z.string(), digest: z.string() })])

/** Binds a key to the first request that came with it. Of two that come at once the second waits for the first. */
export function onRequestKey(
  { database }: Ledger,
  { deskId, route, key, actor, digest }: Ask,
): Promise<Reply<typeof ledgerRequestKey.reply>> {
  return transact(database, async (tx) => {
    // An execution without a row of its key was asked for by no request: it is automatic, or older than this table.
    const added = await tx.$executeRaw`
      INSERT INTO "request_keys" ("deskId", "route", "key", "actor", "digest")
      SELECT ${deskId}, ${route}, ${key}::uuid, ${actor}, ${digest}
      WHERE NOT EXISTS (SELECT FROM "execution_audit_log" WHERE "id" = ${key}::uuid AND ${route} = ${NAMES_EXECUTION})
      ON CONFLICT DO NOTHING`
    if (added === 1) return ok({ isNew: true })
    const first = kept.safeParse(
      await tx.$queryRaw`
        SELECT "actor", "digest" FROM "request_keys"
        WHERE "deskId" = ${deskId} AND "route" = ${route} AND "key" = ${key}::uuid`,
    )
    if (!first.success)
      return refuseReused(`It is the id of an execution that no request asked for.`)
    const [{ actor: by, digest: of }] = first.data
    if (by !== actor) return refuseReused('Another operator has used it.')
    return of === digest
      ? ok({ isNew: false })
      : refuseReused('It came before with another request.')
  })
}

/** The route whose key becomes the id of what it makes. */
const NAMES_EXECUTION = '/api/executions'

function refuseReused(because: string) {
  return refuse(
    'KEY_REUSED',
    `This Idempotency-Key cannot be used again. ${because} Nothing was done now: check what became of the first request, then send this one under a new key.`,
  )
}
