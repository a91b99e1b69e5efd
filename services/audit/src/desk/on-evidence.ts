import { ok, refuse, type ledgerEvidence, type Reply } from '@surefoot/shared/messages'
import type { z } from 'zod'
import { readClock } from '../database/clock.ts'
import { lockAccount } from '../database/locks.ts'
import { transact } from '../database/open-database.ts'
import { sealRow } from '../database/seal-row.ts'
import { toJson } from '../database/storable.ts'
import type { Ledger } from '../ports.ts'
import { ensureDesk } from './ensure-desk.ts'

/**
 * Keeps what the browser of an account has not read yet in a version of its contract. That everything was read once stays;
 * what is missing is of the latest browser.
 */
export async function onEvidence(
  { database }: Ledger,
  ask: z.output<typeof ledgerEvidence.body>,
): Promise<Reply<typeof ledgerEvidence.reply>> {
  const { deskId, account, providerId, contractVersion, executorId, epoch, missing } = ask
  await ensureDesk(database, deskId)
  return transact(database, async (tx) => {
    await lockAccount(tx, deskId, account)
    const resource = `account:${deskId}:${account}`
    const lease = await tx.lease.findUnique({ where: { resource } })
    if (lease?.holder !== executorId || lease.epoch !== epoch)
      return refuse('STALE_LEASE', `Another browser has account ${account} now.`)
    const where = { deskId, account, providerId, contractVersion }
    const changedAt = await readClock(tx)
    const reported = { executorId, epoch, missing: missing.map(toJson), changedAt }
    const isFirst = { readAt: missing.length === 0 ? changedAt : null }
    const known = await tx.accountEvidence.findUnique({
      where: { deskId_account_providerId_contractVersion: where },
    })
    await tx.accountEvidence.upsert({
      where: { deskId_account_providerId_contractVersion: where },
      create: { ...where, ...reported, ...isFirst },
      update: { ...reported, ...(known?.readAt ? {} : isFirst) },
    })
    await sealRow(tx, 'account_evidence', where)
    return ok({ missing })
  })
}
