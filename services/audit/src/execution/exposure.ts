import { fromMinor, type Exposure } from '@surefoot/arbitrage'
import { account, type Account, type ledgerExposure } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Reader } from '../database/open-database.ts'

const place = z.object({ providerId: z.string(), eventId: z.string(), selectionId: z.string() })

const rows = z.array(
  z.object({
    account,
    stakeMinor: z.bigint().transform(Number),
    executionId: z.uuid().nullable(),
    matchId: z.string().nullable(),
    places: z.array(place).nullable(),
  }),
)

type Place = z.output<typeof place>

interface Stake {
  readonly account: Account
  readonly stakeMinor: number
}

/** Stake outstanding of a desk's accounts, in minor units. */
export interface Outstanding {
  /** What the provider took where that is known, else what was authorised: one entry an execution. */
  readonly placed: readonly (Stake & {
    readonly executionId: string
    readonly matchId: string
    /** Where the provider has them: what the cap of a match is counted by, too. */
    readonly places: readonly Place[]
  })[]
  /** Open bets that no leg placed, as the latest statement shows them: one entry an account. */
  readonly external: readonly Stake[]
}

/** Reads it in one statement. */
export async function readOutstanding(reader: Reader, deskId: string): Promise<Outstanding> {
  const found = rows.parse(
    await reader.$queryRaw`
      SELECT "account", "executionId", "matchId", sum("stakeMinor")::bigint AS "stakeMinor",
        json_agg(json_build_object(
          'providerId', "providerId", 'eventId', "eventId", 'selectionId', "selectionId"
        ) ORDER BY "id") AS "places"
      FROM "outstanding_legs" WHERE "deskId" = ${deskId}
      GROUP BY "account", "executionId", "matchId"
      UNION ALL
      SELECT "account", NULL, NULL, (100 * "externalStake")::bigint, NULL
      FROM "statements" WHERE "deskId" = ${deskId}`,
  )
  return {
    placed: found.flatMap(({ executionId, matchId, places, ...stake }) =>
      executionId === null || matchId === null
        ? []
        : [{ ...stake, executionId, matchId, places: places ?? [] }],
    ),
    external: found.filter(({ executionId }) => executionId === null),
  }
}

/** What one account has outstanding. An external bet is of no match that we know: it counts in the total. */
export function sumExposure({ placed, external }: Outstanding, which: Account): Exposure {
  const byMatch = new Map<string, number>()
  let totalMinor = externalMinor(external, which)
  for (const { account: each, matchId, stakeMinor } of placed) {
    if (each !== which) continue
    totalMinor += stakeMinor
    byMatch.set(matchId, (byMatch.get(matchId) ?? 0) + stakeMinor)
  }
  return { totalMinor, byMatch }
}

function externalMinor(external: Outstanding['external'], which: Account): number {
  return external.find((each) => each.account === which)?.stakeMinor ?? 0
}

/** Exposure as the messages carry it. */
export function writeExposure(
  outstanding: Outstanding,
  which: Account,
): z.output<typeof ledgerExposure.reply>[Account] {
  const { totalMinor, byMatch } = sumExposure(outstanding, which)
  return {
    total: fromMinor(totalMinor),
    byMatch: Object.fromEntries(
      [...byMatch].map(([matchId, minor]) => [matchId, fromMinor(minor)]),
    ),
    executions: outstanding.placed
      .filter((each) => each.account === which)
      .map(({ executionId, matchId, stakeMinor, places }) => ({
        executionId,
        matchId,
        stake: fromMinor(stakeMinor),
        places: [...places],
      })),
    external: fromMinor(externalMinor(outstanding.external, which)),
  }
}
