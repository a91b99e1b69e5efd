import {
  LIMIT_ROWS,
  ok,
  refuse,
  type ledgerLimitForget,
  type ledgerLimits,
  type LimitChange,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'
import { announceLimit } from './announce-limit.ts'
import { readLimit } from './rows.ts'

/** The limits of a desk that are not forgotten, in the order of their legs. */
export async function onLimits(
  { database }: Ledger,
  { deskId, cursor }: z.output<typeof ledgerLimits.body>,
): Promise<Reply<typeof ledgerLimits.reply>> {
  const rows = await database.learntLimit.findMany({
    where: {
      deskId,
      forgottenAt: null,
      ...(cursor === undefined ? {} : { legId: { gt: cursor } }),
    },
    orderBy: { legId: 'asc' },
    take: LIMIT_ROWS + 1,
  })
  const limits = rows.slice(0, LIMIT_ROWS).map(readLimit)
  return ok({ limits, next: rows.length > LIMIT_ROWS ? (limits.at(-1)?.legId ?? null) : null })
}

type ForgetAsk = z.output<typeof ledgerLimitForget.body>

/**
 * An operator forgets a limit, by the leg that names it: a click that comes late or twice forgets none that was learnt since.
 * Who forgot it is linked into the audit chain.
 */
export async function onLimitForget(
  ledger: Ledger,
  ask: ForgetAsk,
): Promise<Reply<typeof ledgerLimitForget.reply>> {
  const { reply, change } = await transact(ledger.database, (tx) => forget(tx, ask))
  if (change !== undefined) announceLimit(ledger, change)
  return reply
}

interface Forgotten {
  readonly reply: Reply<typeof ledgerLimitForget.reply>
  readonly change?: LimitChange
}

async function forget(tx: Transaction, { deskId, legId, by }: ForgetAsk): Promise<Forgotten> {
  const forgottenAt = await readClock(tx)
  const { count } = await tx.learntLimit.updateMany({
    where: { deskId, legId, forgottenAt: null },
    data: { forgottenAt, forgottenBy: by },
  })
  const row = await tx.learntLimit.findFirst({ where: { deskId, legId } })
  if (row === null)
    return {
      reply: refuse(
        'NOT_FOUND',
        `No limit of this desk was learnt from leg ${legId}: a lower one may have taken its place. Read the limits of the account again.`,
      ),
    }
  if (count === 0) return { reply: ok({ forgotten: false }) }
  const limit = readLimit(row)
  const { since: _, ...details } = limit
  await appendLink(tx, { kind: 'limit.forgotten', executionId: null, details: { ...details, by } })
  return { reply: ok({ forgotten: true }), change: { deskId, limit, isForgotten: true } }
}
