import type { Reader } from '../database/open-database.ts'

/**
 * Holds each learnt limit against the last link of its account, provider, sport and market, and every other column of it.
 */
export function verifyLimits(reader: Reader): Promise<unknown> {
  return reader.$queryRaw`
    WITH linked AS (
      SELECT DISTINCT ON ("details"->>'deskId', "details"->>'account', "details"->>'providerId', "details"->>'sport',
        "details"->>'market') "details"
      FROM "audit_chain" WHERE "kind" IN ('limit.learnt', 'limit.forgotten')
      ORDER BY "details"->>'deskId', "details"->>'account', "details"->>'providerId', "details"->>'sport',
        "details"->>'market', "sequence" DESC
    )
    SELECT 'limit of leg ' || coalesce(learnt."legId", linked."details"->>'legId') AS "subject",
      coalesce('learnt_limits.' || sealed."column", 'learnt_limits') AS "place",
      CASE
        WHEN learnt."legId" IS NULL THEN 'it is gone, its link is there'
        WHEN linked."details" IS NULL THEN 'no link has it'
        ELSE format('column %s is %s, its link has %s', sealed."column", to_jsonb(learnt)->sealed."column", sealed."value")
      END AS "message"
    FROM "learnt_limits" learnt
      FULL JOIN linked ON linked."details"->>'deskId' = learnt."deskId" AND linked."details"->>'account' = learnt."account"
        AND linked."details"->>'providerId' = learnt."providerId" AND linked."details"->>'sport' = learnt."sport"
        AND linked."details"->>'market' = learnt."market"
      LEFT JOIN LATERAL jsonb_each(jsonb_build_object(
        'legId', linked."details"->>'legId',
        'stake', (linked."details"->>'stake')::numeric,
        'asked', (linked."details"->>'asked')::numeric,
        'forgottenBy', linked."details"->>'by'
      )) AS sealed ("column", "value") ON learnt."legId" IS NOT NULL AND linked."details" IS NOT NULL
    WHERE learnt."legId" IS NULL OR linked."details" IS NULL
      OR to_jsonb(learnt)->sealed."column" IS DISTINCT FROM sealed."value"`
}
