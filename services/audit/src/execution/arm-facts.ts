import type { Exposure } from '@surefoot/arbitrage'
import { account, legRole, legState, trading } from '@surefoot/shared'
import { z } from 'zod'
import type { Transaction } from '../database/open-database.ts'
import { LIVE_STATES } from './exposure.ts'

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
  totalMinor: minor,
  matchMinor: minor,
})

/** All that a permit depends on, as it stands while the locks are held. */
export interface ArmFacts extends Omit<z.output<typeof row>, 'totalMinor' | 'matchMinor'> {
  /** Of the account, this leg included. */
  readonly exposure: Exposure
}

/** Reads the facts in one statement, so that they are of one instant. Undefined if there is no such leg. */
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
      live.*
    FROM "legs" leg
      JOIN "desks" desk ON desk."id" = leg."deskId"
      JOIN "legs" legA ON legA."executionId" = leg."executionId" AND legA."role" = 'A'
      JOIN "legs" legB ON legB."executionId" = leg."executionId" AND legB."role" = 'B'
      LEFT JOIN "leases" lease ON lease."resource" = account_resource(leg)
      CROSS JOIN LATERAL (
        SELECT
          coalesce(sum(outstanding_minor(own)), 0)::bigint AS "totalMinor",
          coalesce(sum(outstanding_minor(own)) FILTER (WHERE own."matchId" = leg."matchId"), 0)::bigint AS "matchMinor",
          coalesce(bool_or(
            own."id" <> leg."id" AND execution."closedAt" IS NULL
              AND own."providerId" = leg."providerId" AND own."selectionId" = leg."selectionId"
          ), false) AS "isSelectionBusy"
        FROM "legs" own JOIN "execution_audit_log" execution ON execution."id" = own."executionId"
        WHERE own."deskId" = leg."deskId" AND own."account" = leg."account" AND own."state" = ANY(${LIVE_STATES})
      ) live
    WHERE leg."id" = ${legId}`
  const [facts] = z.array(row).parse(found)
  if (facts === undefined) return undefined
  const { totalMinor, matchMinor, ...rest } = facts
  return { ...rest, exposure: { totalMinor, byMatch: new Map([[facts.matchId, matchMinor]]) } }
}
