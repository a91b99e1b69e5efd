import type { Reader } from '../database/open-database.ts'

/** A transaction ends within ten seconds of the instant that it writes, and its link is of its commit. */
const WITHIN = '1 minute'

/**
 * Instants that decide about money have no value in a link; they are held against the instant of the link of their act. The
 * day that a loss counts for, and since when failures are counted, follow from them. A closed execution may be opened again,
 * and a desk that was put on RUN by an earlier version has no `runAt`.
 */
export function verifyTimes(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    WITH told AS (
      SELECT 'armedAt' AS "column", "details"->'permit'->>'legId' AS "id", max("at") AS "at"
      FROM "audit_chain" WHERE "kind" = 'leg.armed' GROUP BY 2
      UNION ALL
      SELECT 'settledAt', "details"->>'legId', max("at")
      FROM "audit_chain" WHERE "kind" IN ('leg.settled', 'settlement.corrected') GROUP BY 2
      UNION ALL
      SELECT 'timestamp', "executionId"::text, min("at")
      FROM "audit_chain" WHERE "kind" = 'execution.opened' GROUP BY 2
      UNION ALL
      SELECT 'bookedAt', "executionId"::text, min("at")
      FROM "audit_chain" WHERE "kind" = 'execution.booked' GROUP BY 2
      UNION ALL
      SELECT 'closedAt', "executionId"::text, max("at")
      FROM "audit_chain" WHERE "kind" = 'execution.closed' GROUP BY 2
      UNION ALL
      SELECT 'runAt', "details"->>'deskId', max("at")
      FROM "audit_chain" WHERE "kind" = 'desk.controlled' AND "details"->'control'->>'trading' = 'RUN' GROUP BY 2
    ), written AS (
      SELECT 'leg ' AS "of", 'legs' AS "table", "id", each.* FROM "legs"
        CROSS JOIN LATERAL (VALUES ('armedAt', "armedAt"), ('settledAt', "settledAt")) AS each ("column", "at")
      UNION ALL
      SELECT 'execution ', 'execution_audit_log', "id"::text, each.* FROM "execution_audit_log"
        CROSS JOIN LATERAL (VALUES ('timestamp', "timestamp"), ('bookedAt', "bookedAt"), ('closedAt', "closedAt"))
          AS each ("column", "at")
      UNION ALL
      SELECT 'desk ', 'desks', "id", 'runAt', "runAt" FROM "desks"
    )
    SELECT "of" || written."id" AS "subject", format('%s.%s', "table", "column") AS "place",
      format('column %s is %s, its link is of %s', "column", coalesce(written."at"::text, 'empty'),
        coalesce(told."at"::text, 'no time')) AS "message"
    FROM written LEFT JOIN told USING ("column", "id")
    WHERE (written."at" IS NOT NULL AND told."at" IS NULL)
      OR (written."at" IS NULL AND told."at" IS NOT NULL AND "column" NOT IN ('closedAt', 'runAt'))
      OR written."at" NOT BETWEEN told."at" - ${WITHIN}::interval AND told."at" + ${WITHIN}::interval
    UNION ALL
    SELECT format('statement %s %s', "deskId", "account"), 'statements.readAt',
      format('column readAt is %s, which is to come', "readAt")
    FROM "statements" WHERE "readAt" > clock_timestamp() + ${WITHIN}::interval`
}
