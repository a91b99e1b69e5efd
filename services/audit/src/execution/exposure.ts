import { fromMinor, type Exposure } from '@surefoot/arbitrage'
import { account, type Account, type ledgerExposure, type LegPlan } from '@surefoot/shared/messages'
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

const sides = z.array(
  z.object({
    account,
    totalMinor: z.bigint().transform(Number),
    matchMinor: z.bigint().transform(Number),
    isBusy: z.boolean(),
  }),
)

export interface MatchExposure {
  readonly exposure: Record<Account, Exposure>
  /** Whether an open execution has a leg on the provider's event at one of the accounts. */
  readonly isBusy: boolean
}

/** A match as the cap knows it: by our id, and by the provider's event and selection at each account. */
export interface CappedMatch {
  readonly deskId: string
  readonly matchId: string
  readonly legs: Readonly<Record<Account, Pick<LegPlan, 'providerId' | 'eventId' | 'selectionId'>>>
}

/** What each account has outstanding on a match and in all, external bets included. One statement: `open` waits for it. */
export async function readMatchExposure(
  reader: Reader,
  { deskId, matchId, legs: { A, B } }: CappedMatch,
): Promise<MatchExposure> {
  const found = sides.parse(
    await reader.$queryRaw`
      SELECT side."account",
        (coalesce(sum(own."stakeMinor"), 0)
          + coalesce((100 * max(statement."externalStake"))::bigint, 0))::bigint AS "totalMinor",
        coalesce(sum(own."stakeMinor") FILTER (
          WHERE is_on_match(own, ${matchId}, side."providerId", side."eventId", side."selectionId")
        ), 0)::bigint AS "matchMinor",
        EXISTS (
          SELECT 1 FROM "execution_audit_log" execution JOIN "legs" leg ON leg."executionId" = execution."id"
          WHERE execution."deskId" = ${deskId} AND execution."closedAt" IS NULL AND leg."account" = side."account"
            AND leg."providerId" = side."providerId" AND leg."eventId" = side."eventId"
        ) AS "isBusy"
      FROM (VALUES
          ('A', ${A.providerId}, ${A.eventId}, ${A.selectionId}),
          ('B', ${B.providerId}, ${B.eventId}, ${B.selectionId})
        ) side ("account", "providerId", "eventId", "selectionId")
        LEFT JOIN "outstanding_legs" own ON own."deskId" = ${deskId} AND own."account" = side."account"
        LEFT JOIN "statements" statement
          ON statement."deskId" = ${deskId} AND statement."account" = side."account"
      GROUP BY side."account", side."providerId", side."eventId"`,
  )
  const of = (which: Account): Exposure => {
    const side = found.find((each) => each.account === which)
    if (side === undefined) throw new Error(`The exposure of account ${which} was not read.`)
    return { totalMinor: side.totalMinor, byMatch: new Map([[matchId, side.matchMinor]]) }
  }
  return { exposure: { A: of('A'), B: of('B') }, isBusy: found.some(({ isBusy }) => isBusy) }
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
