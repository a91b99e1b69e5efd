import type { Transaction } from './open-database.ts'

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
