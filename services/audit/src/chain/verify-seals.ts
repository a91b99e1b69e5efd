import { z } from 'zod'
import type { Reader } from '../database/open-database.ts'
import { keyOf, nameOf, SEALED_TABLES, sealOf, type SealedTableName } from './sealed-rows.ts'

/** Holds every sealed row against its last seal, each way round: rows that are gone, that came in, and changed columns. */
export async function verifySeals(reader: Reader): Promise<unknown[]> {
  const found: unknown[] = []
  for (const table of SEALED_TABLES) found.push(...(await verifyTable(reader, table)))
  return found
}

const anyRows = z.array(z.unknown())

/** A column that one of the two does not have came or went with a migration. */
async function verifyTable(reader: Reader, table: SealedTableName): Promise<unknown[]> {
  const found = await reader.$queryRaw`
    WITH linked AS (
      SELECT DISTINCT ON ("details"->>'key') "details"->>'key' AS "key", "details"->'row' AS "row"
      FROM "audit_chain" WHERE "kind" IN ('row.sealed', 'row.removed') AND "details"->>'table' = ${table}
      ORDER BY "details"->>'key', "sequence" DESC
    ), present AS (
      SELECT ${keyOf(table)} AS "key", ${sealOf(table)} AS "row" FROM ${nameOf(table)} sealed
    )
    SELECT format('%s %s', ${table}::text, "key") AS "subject", coalesce(${table} || '.' || "column", ${table}) AS "place",
      CASE
        WHEN present."row" IS NULL THEN 'it is gone, its link is there'
        WHEN linked."row" IS NULL THEN 'no link has it'
        ELSE format('column %s is %s, its last link has %s', "column", present."row"->"column", linked."row"->"column")
      END AS "message"
    FROM present FULL JOIN (SELECT * FROM linked WHERE jsonb_typeof("row") = 'object') linked USING ("key")
      LEFT JOIN LATERAL jsonb_object_keys(CASE WHEN present."row" IS NOT NULL THEN linked."row" END) AS each ("column")
        ON present."row" ? "column"
    WHERE present."row" IS NULL OR linked."row" IS NULL
      OR present."row"->"column" IS DISTINCT FROM linked."row"->"column"
    ORDER BY 1, 2`
  return anyRows.parse(found)
}
