import type { Reader } from '../database/open-database.ts'

/**
 * Holds each learnt limit against the last link of its account, provider, sport and market: the row that it was written for,
 * and every column of it.
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
      CASE
        WHEN learnt."legId" IS NULL THEN 'it is gone, its link is there'
        WHEN linked."details" IS NULL THEN 'no link has it'
        ELSE format('column %s is %s, its link has %s', sealed."column", to_jsonb(learnt)->sealed."column", sealed."value")
      END AS "message"
    FROM "learnt_limits" learnt
      FULL JOIN linked ON linked."details"->>'legId' = learnt."legId"
      LEFT JOIN LATERAL jsonb_each(jsonb_build_object(
        'deskId', linked."details"->>'deskId', 'account', linked."details"->>'account',
        'providerId', linked."details"->>'providerId', 'sport', linked."details"->>'sport',
        'market', linked."details"->>'market',
        'stake', (linked."details"->>'stake')::numeric,
        'asked', (linked."details"->>'asked')::numeric,
        'forgottenBy', linked."details"->>'by'
      )) AS sealed ("column", "value") ON learnt."legId" IS NOT NULL AND linked."details" IS NOT NULL
    WHERE learnt."legId" IS NULL OR linked."details" IS NULL
      OR to_jsonb(learnt)->sealed."column" IS DISTINCT FROM sealed."value"`
}
