import { fromMinor } from '@surefoot/arbitrage'
import { account, providerId, type UnwatchedBets } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Reader } from '../database/open-database.ts'

const rows = z.array(
  z.object({
    account,
    providerId,
    movedTo: providerId,
    bets: z.bigint().transform(Number),
    stakeMinor: z.bigint().transform(Number),
  }),
)

/** Live bets that are not settled, or may be bets, at a provider that their account has left: no list that is read shows them. */
export async function findUnwatched(reader: Reader, deskId: string): Promise<UnwatchedBets[]> {
  const found = rows.parse(
    await reader.$queryRaw`
      SELECT own."account", own."providerId", account."providerId" AS "movedTo", count(*) AS "bets",
        sum(own."stakeMinor")::bigint AS "stakeMinor"
      FROM "outstanding_legs" own
        JOIN "accounts" account ON account."deskId" = own."deskId" AND account."account" = own."account"
        JOIN "legs" leg ON leg."id" = own."id"
      WHERE own."deskId" = ${deskId} AND leg."venue" = 'live' AND own."state" <> 'AUTHORIZED'
        AND account."providerId" <> own."providerId"
      GROUP BY own."account", own."providerId", account."providerId"
      ORDER BY own."account", own."providerId"`,
  )
  return found.map(({ account: name, providerId: at, movedTo, bets, stakeMinor }) => ({
    account: name,
    providerId: at,
    movedTo,
    bets,
    stake: fromMinor(stakeMinor),
  }))
}
