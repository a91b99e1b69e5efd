import { z } from 'zod'
import type { Reader, Transaction } from './open-database.ts'

export interface Link {
  /** `what.happened`. */
  readonly kind: string
  readonly executionId: string | null
  readonly details: Record<string, unknown>
}

/**
 * Appends a link to the audit chain, in the commit of what it tells. Always a transaction's last act: the chain is
 * locked from here to the commit.
 */
export async function appendLink(tx: Transaction, link: Link): Promise<void> {
  await tx.$queryRaw`
    SELECT append_audit_link(${link.kind}, ${link.executionId}::uuid, ${JSON.stringify(link.details)}::jsonb)`
}

const verdict = z.tuple([z.object({ length: z.bigint().transform(Number), isIntact: z.boolean() })])

/** Recomputes every hash of the chain: intact if none differs, each names the one before, and no number is missing. */
export async function verifyChain(reader: Reader): Promise<{ length: number; isIntact: boolean }> {
  const rows = await reader.$queryRaw`
    SELECT count(*) AS "length", coalesce(bool_and("isSound"), true) AS "isIntact"
    FROM (
      SELECT link."hash" = audit_link_hash(link)
        AND link."previousHash" = lag(link."hash", 1, repeat('0', 64)) OVER byNumber
        AND link."sequence" = row_number() OVER byNumber AS "isSound"
      FROM "audit_chain" link
      WINDOW byNumber AS (ORDER BY link."sequence")
    ) links`
  return verdict.parse(rows)[0]
}
