/**
 * Owns what a restored ledger says of itself before anyone may ask it. What happened after the backup is not in it, so:
 * 1. Every desk is in HALT_ALL until a person has looked at the bookmakers.
 * 2. Every account is IDLE, and no lease that was ever given is valid: its epoch is one that none had.
 * 3. Nobody is logged in, and every link is used up: who was let out after the backup stays out.
 * 4. All this is linked into the audit chain, and in the same commit the database is let go.
 */
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import { lockDesk } from '../database/locks.ts'
import { RESTORE_MARK } from '../database/migrate.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import { Prisma } from '../generated/client.ts'
import type { Header } from './header.ts'

/** More than a lease can have changed hands since the backup; far from what an integer holds. */
const EPOCH_LEAP = 1_000_000
const HOLDER = 'restored'

export async function reopenLedger(
  database: Database,
  { takenAt, chain }: Pick<Header, 'takenAt' | 'chain'>,
): Promise<void> {
  await database.$transaction(async (tx) => {
    const desks = await tx.desk.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
    for (const { id } of desks) await lockDesk(tx, id)
    await endAccounts(tx)
    await endLeases(tx)
    await endSessions(tx)
    for (const { id: deskId } of desks) await haltForGood(tx, { deskId, takenAt })
    const details = { takenAt, backedUpTo: chain, desks: desks.map(({ id }) => id) }
    await appendLink(tx, { kind: 'ledger.restored', executionId: null, details })
    await tx.$executeRaw`DROP SCHEMA ${Prisma.raw(RESTORE_MARK)}`
  })
}

async function haltForGood(
  tx: Transaction,
  { deskId, takenAt }: { readonly deskId: string; readonly takenAt: string },
): Promise<void> {
  await haltDesk(tx, {
    deskId,
    executionId: null,
    code: 'RESTORED',
    reason: `The ledger was restored from a backup of ${takenAt}. Bets placed after that are unknown to it: turn both accounts on, wait for their statements, and compare what Money shows as not ours with the bookmakers. Then say RUN.`,
    trading: 'HALT_ALL',
    cause: takenAt,
  })
}

async function endAccounts(tx: Transaction): Promise<void> {
  const at = await readClock(tx)
  const reason = 'The ledger was restored from a backup.'
  const standing = await tx.account.findMany({ where: { state: { not: 'IDLE' } } })
  await tx.accountTransition.createMany({
    data: standing.map(({ deskId, account, state }) => ({
      deskId,
      account,
      from: state,
      to: 'IDLE',
      trigger: 'BROWSER_CLOSED',
      reason,
      at,
    })),
  })
  await tx.account.updateMany({ data: { state: 'IDLE', browserId: null, reason, changedAt: at } })
}

/** An account's lease may be younger than the backup: it is made, so that its first holder is not taken for that one. */
async function endLeases(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "leases" ("resource", "holder", "epoch", "expiresAt")
    SELECT 'account:' || "deskId" || ':' || "account", ${HOLDER}, 0, clock_timestamp() FROM "accounts"
    ON CONFLICT ("resource") DO NOTHING`
  await tx.$executeRaw`
    UPDATE "leases" SET "epoch" = "epoch" + ${EPOCH_LEAP}, "holder" = ${HOLDER}, "expiresAt" = clock_timestamp()`
}

async function endSessions(tx: Transaction): Promise<void> {
  const at = await readClock(tx)
  await tx.consoleSession.updateMany({
    where: { endedAt: null },
    data: { endedAt: at, endedBy: 'restore' },
  })
  await tx.consoleLink.updateMany({ where: { usedAt: null }, data: { usedAt: at } })
}
