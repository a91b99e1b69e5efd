import { ok, type ledgerRenew, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Ledger } from '../ports.ts'

const rows = z.array(z.object({ resource: z.string(), epoch: z.number() }))

/**
 * Renews the leases that are still their holder's, in one commit. The rows are locked in one order, so that no two
 * executors wait for each other; it locks nothing else, so a permit that waits for a lease is never waited for in turn.
 */
export async function onRenew(
  { database }: Ledger,
  { leases, ttlMs }: z.output<typeof ledgerRenew.body>,
): Promise<Reply<typeof ledgerRenew.reply>> {
  const resources = leases.map(({ resource }) => resource)
  const holders = leases.map(({ holder }) => holder)
  const held = rows.parse(
    await database.$queryRaw`
      WITH held AS (
        SELECT lease."resource", lease."holder"
        FROM "leases" lease
          JOIN unnest(${resources}::text[], ${holders}::text[]) AS asked ("resource", "holder")
            ON asked."resource" = lease."resource" AND asked."holder" = lease."holder"
        ORDER BY lease."resource" FOR NO KEY UPDATE OF lease
      )
      UPDATE "leases" lease SET "expiresAt" = clock_timestamp() + ${ttlMs} * interval '1 millisecond'
      FROM held WHERE lease."resource" = held."resource" AND lease."holder" = held."holder"
      RETURNING lease."resource", lease."epoch"`,
  )
  return ok({ held })
}
