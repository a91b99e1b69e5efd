/**
 * Holds every column of a record that says money, identity or outcome against the links that have it.
 *
 * 1. What a column is to be follows from the links alone, in the order in which they were written.
 * 2. A difference names the row, the column, and both values.
 * 3. `unsealed.ts` has the columns that no link has, each with why; a test holds both to the schema, so that a new column is
 *    either sealed or listed there.
 */
import { legStatus } from '@surefoot/arbitrage'
import { legState } from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Reader } from '../database/open-database.ts'

/** In execution rows that were opened before their link had the opportunity. */
export const OPPORTUNITY_COLUMNS = [
  'deadline',
  'expectedProfit',
  'home',
  'away',
  'sport',
  'market',
  'line',
  'outcomeA',
  'outcomeB',
  'oddsA',
  'oddsB',
  'opportunity',
] as const

/** An adopted bet is recorded without a permit: its link has the parts of `leg.recorded`. */
export function verifyLegColumns(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    WITH planned AS (
      SELECT link."executionId", link."details"->>'matchId' AS "matchId", each."plan"
      FROM "audit_chain" link
        CROSS JOIN LATERAL (VALUES (link."details"->'legs'->'A'), (link."details"->'legs'->'B')) AS each ("plan")
      WHERE link."kind" = 'execution.opened'
      UNION ALL
      SELECT step."executionId", opened."details"->>'matchId', step."details"->'leg'
      FROM "audit_chain" step
        JOIN "audit_chain" opened ON opened."kind" = 'execution.opened' AND opened."executionId" = step."executionId"
      WHERE step."kind" LIKE 'hedge.%' AND jsonb_typeof(step."details"->'leg') = 'object'
    ), moves AS (
      SELECT coalesce("details"->>'legId', "details"->'permit'->>'legId') AS "legId", "sequence", "details",
        CASE "kind" WHEN 'leg.adopted' THEN 'leg.recorded' ELSE "kind" END AS "kind",
        CASE WHEN jsonb_typeof("details"->'receipt') = 'object' THEN "details"->'receipt' END AS "receipt"
      FROM "audit_chain"
      WHERE "kind" IN ('leg.resized', 'leg.armed', 'leg.recorded', 'leg.adopted', 'leg.settled', 'settlement.corrected')
    ), linked AS (
      SELECT "legId",
        (array_agg("details" ORDER BY "sequence" DESC) FILTER (WHERE "kind" = 'leg.resized'))[1] AS "resized",
        (array_agg("details" ORDER BY "sequence" DESC) FILTER (WHERE "kind" = 'leg.armed'))[1] AS "armed",
        (array_agg("details" ORDER BY "sequence" DESC) FILTER (WHERE "kind" = 'leg.recorded'))[1] AS "recorded",
        (array_agg("receipt" ORDER BY "sequence" DESC) FILTER (WHERE "kind" = 'leg.recorded' AND "receipt" IS NOT NULL))[1] AS "receipt",
        (array_agg("receipt"->>'betReference' ORDER BY "sequence" DESC) FILTER (
          WHERE "kind" = 'leg.recorded' AND "receipt"->>'betReference' IS NOT NULL AND "receipt"->>'paper' = 'false'
        ))[1] AS "betReference",
        (array_agg(coalesce("receipt", '{}') ORDER BY "sequence" DESC) FILTER (
          WHERE "kind" = 'leg.recorded' AND "details"->>'to' = 'ACCEPTED'
        ))[1] AS "taken",
        (array_agg("details" ORDER BY "sequence" DESC) FILTER (WHERE "kind" IN ('leg.settled', 'settlement.corrected')))[1] AS "settled"
      FROM moves GROUP BY "legId"
    )
    SELECT 'leg ' || leg."id" AS "subject", 'legs.' || sealed."column" AS "place",
      format('column %s is %s, its links say %s', sealed."column", to_jsonb(leg)->sealed."column", sealed."value") AS "message"
    FROM "legs" leg
      JOIN planned ON planned."plan"->>'legId' = leg."id"
      LEFT JOIN linked ON linked."legId" = leg."id"
      CROSS JOIN LATERAL jsonb_each(jsonb_build_object(
        'executionId', planned."executionId",
        'deskId', planned."plan"->>'deskId', 'account', planned."plan"->>'account', 'role', planned."plan"->>'role',
        'matchId', planned."matchId",
        'providerId', planned."plan"->>'providerId', 'contractVersion', (planned."plan"->>'contractVersion')::int,
        'eventId', planned."plan"->>'eventId', 'selectionId', planned."plan"->>'selectionId',
        'stake', coalesce(linked."resized"->>'stake', planned."plan"->>'stake')::numeric,
        'leastOdds', coalesce(linked."resized"->>'leastOdds', planned."plan"->>'leastOdds')::numeric,
        'deadline', (planned."plan"->>'deadline')::timestamptz(3),
        'venue', planned."plan"->>'venue',
        'receipt', linked."receipt", 'betReference', linked."betReference",
        'acceptedStake', CASE WHEN linked."taken" IS NOT NULL
          THEN coalesce(linked."taken"->>'stake', linked."resized"->>'stake', planned."plan"->>'stake')::numeric END,
        'reason', linked."recorded"->>'reason',
        'balanceBefore', (linked."armed"->>'balanceBefore')::numeric,
        'settledBy', linked."settled"->>'by'
      ) || CASE WHEN linked."armed" IS NULL OR linked."armed" ? 'listedBefore'
        THEN jsonb_build_object('listedBefore', coalesce(linked."armed"->'listedBefore', 'null')) ELSE '{}' END
      ) AS sealed ("column", "value")
    WHERE to_jsonb(leg)->sealed."column" IS DISTINCT FROM sealed."value"`
}

export function verifyPermitColumns(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    SELECT 'permit ' || permit."id" AS "subject", 'permits.' || sealed."column" AS "place",
      format('column %s is %s, its link says %s', sealed."column", to_jsonb(permit)->sealed."column", sealed."value") AS "message"
    FROM "permits" permit
      JOIN "audit_chain" link ON link."kind" = 'leg.armed' AND link."details"->'permit'->>'permitId' = permit."id"::text
      CROSS JOIN LATERAL jsonb_each(jsonb_build_object(
        'legId', link."details"->'permit'->>'legId',
        'nonce', link."details"->>'nonce',
        'executorId', link."details"->>'executorId',
        'epoch', (link."details"->>'epoch')::int,
        'isSimulated', (link."details"->>'isSimulated')::boolean,
        'safeMode', (link."details"->'permit'->>'safeMode')::boolean,
        'expiresAt', (link."details"->'permit'->>'expiresAt')::timestamptz(3),
        'issuedAt', (link."details"->'permit'->>'expiresAt')::timestamptz(3)
          - (link."details"->'permit'->>'livesMs')::numeric * interval '1 millisecond'
      )) AS sealed ("column", "value")
    WHERE to_jsonb(permit)->sealed."column" IS DISTINCT FROM sealed."value"`
}

const STATUSES = JSON.stringify(
  Object.fromEntries(legState.options.map((state) => [state, legStatus(state)])),
)

/** The stakes and statuses of the legs are held against their links by `verifyLegColumns`. */
export function verifyExecutionColumns(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    WITH linked AS (
      SELECT "executionId" AS "id",
        (array_agg("details" ORDER BY "sequence") FILTER (WHERE "kind" = 'execution.opened'))[1] AS "opened",
        (array_agg(CASE "kind" WHEN 'execution.closed' THEN "details" END ORDER BY "sequence" DESC)
          FILTER (WHERE "kind" IN ('execution.closed', 'execution.reopened')))[1] AS "closed",
        bool_or("kind" = 'hedge.triggered') AS "isTriggered"
      FROM "audit_chain" GROUP BY "executionId"
    )
    SELECT 'execution ' || execution."id" AS "subject", 'execution_audit_log.' || sealed."column" AS "place",
      format('column %s is %s, its links say %s', sealed."column", to_jsonb(execution)->sealed."column", sealed."value") AS "message"
    FROM "execution_audit_log" execution
      JOIN linked USING ("id")
      JOIN "legs" a ON a."executionId" = execution."id" AND a."role" = 'A'
      JOIN "legs" b ON b."executionId" = execution."id" AND b."role" = 'B'
      CROSS JOIN LATERAL (SELECT linked."opened" AS "ask", linked."opened"->'opportunity' AS "opportunity") link
      CROSS JOIN LATERAL jsonb_each(jsonb_build_object(
        'deskId', link."ask"->'legs'->'A'->>'deskId',
        'matchId', link."ask"->>'matchId',
        'venue', link."ask"->>'venue',
        'requestedBy', link."ask"->>'requestedBy',
        'providerA', link."ask"->'legs'->'A'->>'providerId',
        'providerB', link."ask"->'legs'->'B'->>'providerId',
        'stakeA', coalesce(a."acceptedStake", a."stake"),
        'stakeB', coalesce(b."acceptedStake", b."stake"),
        'legA_status', ${STATUSES}::jsonb->>a."state",
        'legB_status', ${STATUSES}::jsonb->>b."state",
        'hedge_triggered', linked."isTriggered",
        'error_message', linked."closed"->>'errorMessage',
        'closedAt', CASE WHEN linked."closed" IS NOT NULL THEN 'closed' END
      ) || CASE WHEN jsonb_typeof(link."opportunity") = 'object' THEN jsonb_build_object(
        'deadline', (link."ask"->>'deadline')::timestamptz(3),
        'expectedProfit', (link."opportunity"->>'profit')::numeric,
        'home', link."opportunity"->>'home',
        'away', link."opportunity"->>'away',
        'sport', link."opportunity"->>'sport',
        'market', link."opportunity"->>'market',
        'line', link."opportunity"->>'line',
        'outcomeA', link."opportunity"->'legs'->'A'->>'outcome',
        'outcomeB', link."opportunity"->'legs'->'B'->>'outcome',
        'oddsA', coalesce(
          CASE WHEN a."acceptedStake" IS NOT NULL THEN a."receipt"->>'odds' END, link."opportunity"->'legs'->'A'->>'odds')::numeric,
        'oddsB', coalesce(
          CASE WHEN b."acceptedStake" IS NOT NULL THEN b."receipt"->>'odds' END, link."opportunity"->'legs'->'B'->>'odds')::numeric,
        'opportunity', link."opportunity"
      ) ELSE '{}' END) AS sealed ("column", "value")
    WHERE CASE sealed."column"
      WHEN 'closedAt' THEN (execution."closedAt" IS NULL) <> (sealed."value" = 'null')
      ELSE to_jsonb(execution)->sealed."column" IS DISTINCT FROM sealed."value" END`
}

export function verifyDeskColumns(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    WITH linked AS (
      SELECT DISTINCT ON ("details"->>'deskId') "details"->>'deskId' AS "id", "details"->'control' AS "control"
      FROM "audit_chain" WHERE "kind" = 'desk.controlled'
      ORDER BY "details"->>'deskId', "sequence" DESC
    )
    SELECT 'desk ' || desk."id" AS "subject", 'desks.' || sealed."column" AS "place",
      format('column %s is %s, its last link says %s', sealed."column", to_jsonb(desk)->sealed."column", sealed."value") AS "message"
    FROM "desks" desk
      LEFT JOIN linked USING ("id")
      CROSS JOIN LATERAL jsonb_each(jsonb_build_object(
        -- As a desk begins that nobody has controlled.
        'trading', coalesce(linked."control"->>'trading', 'HALT_NEW'),
        'mode', coalesce(linked."control"->>'mode', 'manual'),
        'venue', coalesce(linked."control"->>'venue', 'paper')
      )) AS sealed ("column", "value")
    WHERE to_jsonb(desk)->sealed."column" IS DISTINCT FROM sealed."value"`
}

/** How many executions were opened before their link had the opportunity: those columns are not covered. */
export async function countUncovered(reader: Reader): Promise<number> {
  const [{ uncovered }] = counts.parse(
    await reader.$queryRaw`
      SELECT count(*)::int AS "uncovered" FROM "audit_chain"
      WHERE "kind" = 'execution.opened' AND jsonb_typeof("details"->'opportunity') IS DISTINCT FROM 'object'`,
  )
  return uncovered
}

const counts = z.tuple([z.object({ uncovered: z.number() })])
