import { ok, refuse, type ledgerLease, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Ledger } from '../ports.ts'

const rows = z.array(z.object({ epoch: z.number(), expiresAt: z.date() }))

/** An execution's id never comes again, so its released lease is deleted. Every other keeps its row for the epoch. */
const PASSING = 'execution:'

/**
 * Takes, renews or (`ttlMs` 0) releases a lease, in one statement. The epoch rises with each new holder and never
 * falls, so that whoever held it before can be told from who holds it now (I9).
 */
export async function onLease(
  { database }: Ledger,
  { resource, holder, ttlMs }: z.output<typeof ledgerLease.body>,
): Promise<Reply<typeof ledgerLease.reply>> {
  const [lease] = rows.parse(
    await database.$queryRaw`
      INSERT INTO "leases" AS lease ("resource", "holder", "epoch", "expiresAt")
      VALUES (${resource}, ${holder}, 1, clock_timestamp() + ${ttlMs} * interval '1 millisecond')
      ON CONFLICT ("resource") DO UPDATE SET
        "holder" = excluded."holder",
        "epoch" = lease."epoch" + (lease."holder" <> excluded."holder")::int,
        "expiresAt" = clock_timestamp() + ${ttlMs} * interval '1 millisecond'
      WHERE lease."holder" = excluded."holder" OR lease."expiresAt" <= clock_timestamp()
      RETURNING "epoch", "expiresAt"`,
  )
  if (lease === undefined) return refuse('HELD', `Another process holds ${resource}.`)
  // Exactly what was released: it may have been taken again since.
  if (ttlMs === 0 && resource.startsWith(PASSING))
    await database.lease.deleteMany({ where: { resource, holder, ...lease } })
  return ok({ epoch: lease.epoch, expiresAt: lease.expiresAt.toISOString() })
}
