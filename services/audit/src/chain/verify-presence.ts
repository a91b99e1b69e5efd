import type { Reader } from '../database/open-database.ts'

/** Rows that came in without a link, or are gone though links have them: what the checks of columns cannot meet. */
export function verifyPresence(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    WITH planned AS (
      SELECT each."legId"
      FROM "audit_chain" link
        CROSS JOIN LATERAL (
          VALUES (link."details"->'legs'->'A'->>'legId'), (link."details"->'legs'->'B'->>'legId')
        ) AS each ("legId")
      WHERE link."kind" = 'execution.opened'
      UNION
      SELECT "details"->'leg'->>'legId' FROM "audit_chain"
      WHERE "kind" LIKE 'hedge.%' AND jsonb_typeof("details"->'leg') = 'object'
    ), controlled AS (
      SELECT DISTINCT "details"->>'deskId' AS "id" FROM "audit_chain" WHERE "kind" = 'desk.controlled'
    )
    SELECT 'leg ' || coalesce(leg."id", planned."legId") AS "subject", 'legs' AS "place",
      CASE WHEN leg."id" IS NULL THEN 'it is gone, its links are there' ELSE 'no link has its plan' END AS "message"
    FROM "legs" leg FULL JOIN planned ON planned."legId" = leg."id"
    WHERE leg."id" IS NULL OR planned."legId" IS NULL
    UNION ALL
    SELECT 'desk ' || controlled."id", 'desks', 'it is gone, its links are there'
    FROM controlled LEFT JOIN "desks" desk USING ("id") WHERE desk."id" IS NULL
    UNION ALL
    SELECT format('imported execution %s %s', "source", "id"), 'imported_executions', 'its import is gone'
    FROM "imported_executions" WHERE "importId" NOT IN (SELECT "id" FROM "history_imports")
    UNION ALL
    SELECT format('imported hedge event %s %s', "source", "id"), 'imported_hedge_events', 'its import is gone'
    FROM "imported_hedge_events" WHERE "importId" NOT IN (SELECT "id" FROM "history_imports")`
}
