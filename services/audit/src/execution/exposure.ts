import { fromMinor, isLive, type Exposure } from '@surefoot/arbitrage'
import { account, legState, type Account, type ledgerExposure } from '@surefoot/shared'
import { z } from 'zod'
import type { Reader } from '../database/open-database.ts'

export const LIVE_STATES = legState.options.filter(isLive)

const rows = z.array(
  z.object({
    account,
    executionId: z.uuid(),
    matchId: z.string(),
    stakeMinor: z.bigint().transform(Number),
  }),
)

/** Stake outstanding of an account from one execution, in minor units. */
export type Outstanding = z.output<typeof rows>[number]

/** What a desk's accounts have outstanding: what the provider took where that is known, else what was authorised. */
export async function readOutstanding(reader: Reader, deskId: string): Promise<Outstanding[]> {
  return rows.parse(
    await reader.$queryRaw`
      SELECT "account", "executionId", "matchId",
        sum(outstanding_minor(leg))::bigint AS "stakeMinor"
      FROM "legs" leg
      WHERE "deskId" = ${deskId} AND "state" = ANY(${LIVE_STATES})
      GROUP BY "account", "executionId", "matchId"
      HAVING sum(outstanding_minor(leg)) > 0`,
  )
}

export function sumExposure(outstanding: readonly Outstanding[], which: Account): Exposure {
  const byMatch = new Map<string, number>()
  let totalMinor = 0
  for (const { account: each, matchId, stakeMinor } of outstanding) {
    if (each !== which) continue
    totalMinor += stakeMinor
    byMatch.set(matchId, (byMatch.get(matchId) ?? 0) + stakeMinor)
  }
  return { totalMinor, byMatch }
}

/** Exposure as the messages carry it. */
export function writeExposure(
  outstanding: readonly Outstanding[],
  which: Account,
): z.output<typeof ledgerExposure.reply>[Account] {
  const { totalMinor, byMatch } = sumExposure(outstanding, which)
  return {
    total: fromMinor(totalMinor),
    byMatch: Object.fromEntries(
      [...byMatch].map(([matchId, minor]) => [matchId, fromMinor(minor)]),
    ),
    executions: outstanding
      .filter((each) => each.account === which)
      .map(({ executionId, matchId, stakeMinor }) => ({
        executionId,
        matchId,
        stake: fromMinor(stakeMinor),
      })),
    external: '0.00',
  }
}
