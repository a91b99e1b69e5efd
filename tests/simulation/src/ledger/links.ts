import { createHash } from 'node:crypto'
import { instant, type LedgerModel } from './state.ts'

export interface Link {
  readonly kind: string
  readonly executionId: string | null
  readonly details: Readonly<Record<string, unknown>>
}

const FIRST_HASH = '0'.repeat(64)

/** Appends a link to the audit chain. */
export function appendLink(
  { state, nowMs, onLink }: LedgerModel,
  { kind, executionId, details }: Link,
): void {
  const sequence = state.links.length + 1
  const previousHash = state.links.at(-1)?.hash ?? FIRST_HASH
  const at = instant(nowMs())
  const hash = createHash('sha256')
    .update([sequence, at, kind, executionId, JSON.stringify(details), previousHash].join('\n'))
    .digest('hex')
  const link = { sequence, at, kind, executionId, details, previousHash, hash }
  state.links.push(link)
  onLink(link)
}
