import { account, deskId, ok, type ledgerDue, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Ledger } from '../ports.ts'

const rows = z.array(
  z.object({
    deskId,
    account,
    unsettled: z.bigint().transform(Number),
    readAt: z
      .date()
      .nullable()
      .transform((at) => at?.toISOString() ?? null),
  }),
)

/** The accounts whose bets are to be read now and then. */
export async function onDue({ database }: Ledger): Promise<Reply<typeof ledgerDue.reply>> {
  const accounts = rows.parse(
    await database.$queryRaw`
      SELECT account."deskId", account."account", coalesce(open."unsettled", 0) AS "unsettled", statement."readAt"
      FROM "accounts" account
        LEFT JOIN "statements" statement USING ("deskId", "account")
        LEFT JOIN (
          SELECT "deskId", "account", count(*) AS "unsettled"
          FROM "legs"
          WHERE "venue" = 'live' AND "state" = 'ACCEPTED' AND "settledAt" IS NULL
          GROUP BY "deskId", "account"
        ) open USING ("deskId", "account")
      WHERE account."state" = 'RUNNING' OR open."unsettled" > 0
      ORDER BY account."deskId", account."account"`,
  )
  return ok({ accounts })
}
