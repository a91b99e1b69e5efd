import { z } from 'zod'
import type { Reader } from '../database/open-database.ts'
import {
  verifyDeskColumns,
  verifyExecutionColumns,
  verifyLegColumns,
  verifyPermitColumns,
} from './verify-columns.ts'
import { verifyLimits } from './verify-limits.ts'
import { verifyPresence } from './verify-presence.ts'
import { verifySeals } from './verify-seals.ts'
import { verifyTimes } from './verify-times.ts'

const rows = z.array(z.object({ subject: z.string(), place: z.string(), message: z.string() }))

/** Where a row of the ledger is not as its links have it; the place is its table, and the column where that is known. */
export type Disagreement = z.output<typeof rows>[number]

/** Holds each leg, permit, settlement, execution, desk, learnt limit, import and sealed row against its links. */
export async function verifyRecords(reader: Reader): Promise<Disagreement[]> {
  const found = [
    verifyStates,
    verifyPermits,
    verifySettlements,
    verifyExecutions,
    verifyImports,
    verifyLegColumns,
    verifyPermitColumns,
    verifyExecutionColumns,
    verifyDeskColumns,
    verifyLimits,
    verifyPresence,
    verifyTimes,
    verifySeals,
  ]
  const disagreements: Disagreement[] = []
  for (const verify of found) disagreements.push(...rows.parse(await verify(reader)))
  return disagreements
}

function verifyStates(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    WITH told AS (
      SELECT DISTINCT ON ("legId") "legId", "state"
      FROM (
        SELECT "sequence", coalesce("details"->>'legId', "details"->'permit'->>'legId') AS "legId",
          CASE "kind" WHEN 'leg.armed' THEN 'ARMED' ELSE "details"->>'to' END AS "state"
        FROM "audit_chain" WHERE "kind" IN ('leg.armed', 'leg.recorded', 'leg.adopted')
      ) moves
      ORDER BY "legId", "sequence" DESC
    )
    SELECT 'leg ' || coalesce(leg."id", told."legId") AS "subject", 'legs.state' AS "place",
      format('it is %s, its last link says %s', coalesce(leg."state", 'gone'), coalesce(told."state", 'nothing')) AS "message"
    FROM "legs" leg FULL JOIN told ON told."legId" = leg."id"
    WHERE coalesce(leg."state", 'gone') <> coalesce(told."state", 'AUTHORIZED')`
}

function verifyPermits(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    SELECT 'permit ' || coalesce(permit."id"::text, link."details"->'permit'->>'permitId') AS "subject", 'permits' AS "place",
      CASE WHEN permit."id" IS NULL THEN 'it is gone, a link tells of it' ELSE 'no link tells of it' END AS "message"
    FROM "permits" permit FULL JOIN (SELECT * FROM "audit_chain" WHERE "kind" = 'leg.armed') link
      ON link."details"->'permit'->>'permitId' = permit."id"::text AND link."details"->'permit'->>'legId' = permit."legId"
    WHERE permit."id" IS NULL OR link."sequence" IS NULL
    UNION ALL
    SELECT 'leg ' || leg."id", 'legs.armedAt', 'it was armed, and has no permit'
    FROM "legs" leg LEFT JOIN "permits" permit ON permit."legId" = leg."id"
    WHERE leg."armedAt" IS NOT NULL AND permit."id" IS NULL`
}

function verifySettlements(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    SELECT 'leg ' || coalesce(leg."id", link."details"->>'legId') AS "subject",
      CASE WHEN leg."settledResult" IS DISTINCT FROM link."details"->>'result'
        THEN 'legs.settledResult' ELSE 'legs.settledReturn' END AS "place",
      format('it is settled as %s with %s returned, its link says %s and %s', leg."settledResult", leg."settledReturn",
        link."details"->>'result', link."details"->>'returned') AS "message"
    FROM (SELECT * FROM "legs" WHERE "settledAt" IS NOT NULL) leg
      FULL JOIN (
        SELECT DISTINCT ON ("details"->>'legId') "details"
        FROM "audit_chain" WHERE "kind" IN ('leg.settled', 'settlement.corrected')
        ORDER BY "details"->>'legId', "sequence" DESC
      ) link ON link."details"->>'legId' = leg."id"
    WHERE leg."settledResult" IS DISTINCT FROM link."details"->>'result'
      OR leg."settledReturn" IS DISTINCT FROM (link."details"->>'returned')::numeric`
}

function verifyExecutions(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    WITH told AS (
      SELECT "executionId" AS "id", bool_or("kind" = 'execution.opened') AS "isOpened",
        (array_agg("details"->>'finalStatus' ORDER BY "sequence" DESC)
          FILTER (WHERE "kind" IN ('execution.closed', 'execution.reopened')))[1] AS "final",
        (array_agg(("details"->>'profit')::numeric ORDER BY "sequence" DESC)
          FILTER (WHERE "kind" = 'execution.booked'))[1] AS "profit"
      FROM "audit_chain" WHERE "kind" LIKE 'execution.%'
      GROUP BY "executionId"
    )
    SELECT 'execution ' || coalesce(execution."id", told."id")::text AS "subject",
      CASE
        WHEN execution."id" IS NULL OR told."isOpened" IS NOT TRUE THEN 'execution_audit_log'
        WHEN execution."final_status" IS DISTINCT FROM told."final" THEN 'execution_audit_log.final_status'
        ELSE 'execution_audit_log.profit'
      END AS "place",
      CASE
        WHEN execution."id" IS NULL THEN 'it is gone, its links are there'
        WHEN told."isOpened" IS NOT TRUE THEN 'no link tells that it was opened'
        ELSE format('it ended %s with a profit of %s, its links say %s and %s',
          execution."final_status", execution."profit", told."final", told."profit")
      END AS "message"
    FROM "execution_audit_log" execution FULL JOIN told USING ("id")
    WHERE execution."id" IS NULL OR told."isOpened" IS NOT TRUE
      OR execution."final_status" IS DISTINCT FROM told."final" OR execution."profit" IS DISTINCT FROM told."profit"`
}

function verifyImports(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    SELECT 'import ' || coalesce(import."id"::text, link."details"->>'importId') AS "subject", 'history_imports' AS "place",
      CASE
        WHEN import."id" IS NULL THEN 'it is gone, a link tells of it'
        WHEN link."sequence" IS NULL THEN 'no link tells of it'
        ELSE 'its rows are not those that its link tells of'
      END AS "message"
    FROM "history_imports" import FULL JOIN (SELECT * FROM "audit_chain" WHERE "kind" = 'history.imported') link
      ON link."details"->>'importId' = import."id"::text
    WHERE import."id" IS NULL OR link."sequence" IS NULL OR link."details"->>'digest' <> imported_digest(import."id")`
}
