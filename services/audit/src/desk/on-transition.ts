import { ok, refuse, type ledgerTransition, type Reply } from '@surefoot/shared/messages'
import type { z } from 'zod'
import { readClock } from '../database/clock.ts'
import { lockAccount } from '../database/locks.ts'
import { transact } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'
import { ensureDesk } from './ensure-desk.ts'
import { readAccount } from './rows.ts'

/** Moves an account, if it still stands where the worker believes: of two workers one is told that it is late. */
export async function onTransition(
  { database }: Ledger,
  ask: z.output<typeof ledgerTransition.body>,
): Promise<Reply<typeof ledgerTransition.reply>> {
  const { deskId, account, from, to, trigger, reason } = ask
  await ensureDesk(database, deskId)
  return transact(database, async (tx) => {
    await lockAccount(tx, deskId, account)
    const where = { deskId_account: { deskId, account } }
    const standing = await tx.account.findUniqueOrThrow({ where })
    if (standing.state !== from)
      return refuse(
        'STALE',
        `Account ${account} is ${standing.state}, not ${from}: ${trigger} changes nothing.`,
      )
    const at = await readClock(tx)
    const row = await tx.account.update({
      where,
      data: {
        state: to,
        reason,
        changedAt: at,
        url: orKeep(ask.url, standing.url),
        browserId: orKeep(ask.browserId, standing.browserId),
        providerId: orKeep(ask.providerId, standing.providerId),
        contractVersion: orKeep(ask.contractVersion, standing.contractVersion),
      },
    })
    await tx.accountTransition.create({ data: { deskId, account, from, to, trigger, reason, at } })
    return ok({ account: readAccount(row) })
  })
}

/** A key that was left out stays as it is; null empties it. */
function orKeep<T>(value: T | null | undefined, standing: T | null): T | null {
  return value === undefined ? standing : value
}
