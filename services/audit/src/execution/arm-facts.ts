import type { Exposure } from '@surefoot/arbitrage'
import { account, legRole, legState, trading } from '@surefoot/shared'
import { z } from 'zod'
import type { Transaction } from '../database/open-database.ts'

const minor = z.bigint().transform(Number)

const row = z.object({
  /** The database's clock, after all locks were taken. */
  now: z.date(),
  trading,
  account,
  role: legRole,
  state: legState,
  matchId: z.string(),
  deadline: z.date(),
  stateA: legState,
  stateB: legState,
  leaseHolder: z.string().nullable(),
  leaseEpoch: z.number().nullable(),
  leaseExpiresAt: z.date().nullable(),
  isNonceUsed: z.boolean(),
  isSelectionBusy: z.boolean(),
  /** A leg of the account may have been submitted under an older epoch of the lease, and it is not known what became of it. */
  isUnreconciled: z.boolean(),
  totalMinor: minor,
  matchMinor: minor,
})

/** All that a permit depends on, as it stands while the locks are held. */
export interface ArmFacts extends Omit<z.output<typeof row>, 'totalMinor' | 'matchMinor'> {
  /** Of the account: this leg and what was bet by hand included. */
  readonly exposure: Exposure
}

/**
 * Reads the facts in one statement, so that they are of one instant. Undefined if there is no such leg. What concerns
 * single legs is looked up for each of the few that are outstanding: a join would read every execution there ever was.
 */
export async function readArmFacts(
  tx: Transaction,
  { legId, nonce }: { readonly legId: string; readonly nonce: string },
): Promise<ArmFacts | undefined> {
  const found = await tx.$queryRaw`
    SELECT clock_timestamp() AS "now",
      desk."trading", leg."account", leg."role", leg."state", leg."matchId", leg."deadline",
      legA."state" AS "stateA", legB."state" AS "stateB",
      lease."holder" AS "leaseHolder", lease."epoch" AS "leaseEpoch", lease."expiresAt" AS "leaseExpiresAt",
      EXISTS (SELECT 1 FROM "permits" WHERE "nonce" = ${nonce}::uuid) AS "isNonceUsed",
      live."matchMinor", live."isSelectionBusy", live."isUnreconciled",
      live."placedMinor" + coalesce((100 * statement."externalStake")::bigint, 0) AS "totalMinor"
    FROM "legs" leg
      JOIN "desks" desk ON desk."id" = leg."deskId"
      JOIN "legs" legA ON legA."executionId" = leg."executionId" AND legA."role" = 'A'
      JOIN "legs" legB ON legB."executionId" = leg."executionId" AND legB."role" = 'B'
      LEFT JOIN "leases" lease ON lease."resource" = account_resource(leg)
      LEFT JOIN "statements" statement ON statement."deskId" = leg."deskId" AND statement."account" = leg."account"
      CROSS JOIN LATERAL (
        SELECT
          coalesce(sum(own."stakeMinor"), 0)::bigint AS "placedMinor",
          coalesce(sum(own."stakeMinor") FILTER (WHERE own."matchId" = leg."matchId"), 0)::bigint AS "matchMinor",
          coalesce(bool_or(
            own."id" <> leg."id" AND own."providerId" = leg."providerId" AND own."selectionId" = leg."selectionId"
              AND (SELECT "closedAt" IS NULL FROM "execution_audit_log" WHERE "id" = own."executionId")
          ), false) AS "isSelectionBusy",
          coalesce(bool_or(
            own."state" IN ('ARMED', 'PENDING', 'UNKNOWN')
              AND (SELECT "epoch" FROM "permits" WHERE "legId" = own."id") < lease."epoch"
          ), false) AS "isUnreconciled"
        FROM "outstanding_legs" own
        WHERE own."deskId" = leg."deskId" AND own."account" = leg."account"
      ) live
    WHERE leg."id" = ${legId}`
  const [facts] = z.array(row).parse(found)
  if (facts === undefined) return undefined
  const { totalMinor, matchMinor, ...rest } = facts
  return { ...rest, exposure: { totalMinor, byMatch: new Map([[facts.matchId, matchMinor]]) } }
}
