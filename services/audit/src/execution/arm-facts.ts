import type { Exposure } from '@surefoot/arbitrage'
import { account, leg, legRole, legState, trading, venue } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Transaction } from '../database/open-database.ts'
import { legEvidence } from './refuse-unread.ts'
import { ruledExecution } from './ruled-execution.ts'

const minor = z.bigint().transform(Number)

const row = z.object({
  /** The database's clock, after all locks were taken. */
  now: z.date(),
  trading,
  legId: leg.shape.legId,
  account,
  role: legRole,
  state: legState,
  venue,
  matchId: z.string(),
  deadline: z.date(),
  /** What was bet on both sides so far, and what may be. */
  execution: ruledExecution,
  /** What was read of the account of each leg of the execution, in the version of the contract that the leg is for. */
  evidence: z.array(legEvidence),
  leaseHolder: z.string().nullable(),
  leaseEpoch: z.number().nullable(),
  leaseExpiresAt: z.date().nullable(),
  isNonceUsed: z.boolean(),
  /** By a leg that may be taken for this one. A bet that this execution has accepted is known by its reference. */
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
      desk."trading", leg."id" AS "legId", leg."account", leg."role", leg."state", leg."venue", leg."matchId", leg."deadline",
      json_build_object('opportunity', execution."opportunity", 'legs', (
        SELECT json_agg(json_build_object(
          'legId', own."id", 'role', own."role", 'account', own."account", 'selectionId', own."selectionId", 'state', own."state",
          'stake', own."stake"::text, 'leastOdds', own."leastOdds"::text, 'receipt', own."receipt",
          'settlement', CASE WHEN own."settledAt" IS NOT NULL THEN json_build_object('result', own."settledResult") END
        ))
        FROM "legs" own WHERE own."executionId" = leg."executionId"
      )) AS "execution",
      evidence_of_legs(leg."executionId") AS "evidence",
      lease."holder" AS "leaseHolder", lease."epoch" AS "leaseEpoch", lease."expiresAt" AS "leaseExpiresAt",
      EXISTS (SELECT 1 FROM "permits" WHERE "nonce" = ${nonce}::uuid) AS "isNonceUsed",
      live."matchMinor", live."isSelectionBusy", live."isUnreconciled",
      live."placedMinor" + coalesce((100 * statement."externalStake")::bigint, 0) AS "totalMinor"
    FROM "legs" leg
      JOIN "desks" desk ON desk."id" = leg."deskId"
      JOIN "execution_audit_log" execution ON execution."id" = leg."executionId"
      LEFT JOIN "leases" lease ON lease."resource" = account_resource(leg)
      LEFT JOIN "statements" statement ON statement."deskId" = leg."deskId" AND statement."account" = leg."account"
      CROSS JOIN LATERAL (
        SELECT
          coalesce(sum(own."stakeMinor"), 0)::bigint AS "placedMinor",
          coalesce(sum(own."stakeMinor") FILTER (
            WHERE is_on_match(own, leg."matchId", leg."providerId", leg."eventId", leg."selectionId")
          ), 0)::bigint AS "matchMinor",
          coalesce(bool_or(
            own."id" <> leg."id" AND own."providerId" = leg."providerId" AND own."selectionId" = leg."selectionId"
              AND NOT (own."executionId" = leg."executionId" AND own."state" = 'ACCEPTED')
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
