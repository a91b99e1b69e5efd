import { keyOf, nameOf, sealOf, type SealedTableName } from '../chain/sealed-rows.ts'
import { Prisma } from '../generated/client.ts'

/**
 * Links a row as it is now into the audit chain, in the commit that wrote it, unless its last seal has the same already. A
 * transaction writes and seals a row once: it does not see its own seals before it commits.
 */
export async function sealRow(
  tx: Prisma.TransactionClient,
  table: SealedTableName,
  key: Readonly<Record<string, string | number>>,
): Promise<void> {
  const where = Object.entries(key).map(
    ([column, value]) => Prisma.sql`sealed.${Prisma.raw(`"${column}"`)}::text = ${String(value)}`,
  )
  await tx.$executeRaw`
    INSERT INTO "links_to_append" ("kind", "executionId", "details")
    SELECT 'row.sealed', NULL, jsonb_build_object('table', ${table}::text, 'key', now."key", 'row', now."row")
    FROM (
      SELECT ${keyOf(table)} AS "key", ${sealOf(table)} AS "row"
      FROM ${nameOf(table)} sealed WHERE ${Prisma.join(where, ' AND ')}
    ) now
    WHERE now."row" IS DISTINCT FROM (
      SELECT link."details"->'row' FROM "audit_chain" link
      WHERE link."kind" IN ('row.sealed', 'row.removed') AND link."details"->>'table' = ${table}
        AND link."details"->>'key' = now."key"
      ORDER BY link."sequence" DESC LIMIT 1
    )`
}
