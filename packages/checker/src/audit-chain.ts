import type { AuditEvent } from '@surefoot/shared/messages'
import type { Evidence, Violation } from './evidence.ts'
import type { LinksReading } from './read-links.ts'

const NO_LINK = '0'.repeat(64)

/** I11: the chain begins at its first link, has no gap, verifies, and says what it says in words that can be read. */
export function checkChain(
  { links, isChainIntact }: Evidence,
  { unreadable }: LinksReading,
): Violation[] {
  const broken = (subject: string, details: string): Violation => ({
    invariant: 'I11',
    subject,
    details,
  })
  const ordered = links.toSorted((one, other) => one.sequence - other.sequence)
  return [
    ...(isChainIntact ? [] : [broken('chain', 'The ledger says that its hashes do not verify')]),
    ...ordered.flatMap((link, index) => {
      const fault = faultOfLink(link, index, ordered[index - 1]?.hash ?? NO_LINK)
      return fault === undefined ? [] : [broken(`link ${link.sequence}`, fault)]
    }),
    ...unreadable.map(({ link, fault }) =>
      broken(`link ${link.sequence}`, `Its ${link.kind} cannot be read: ${fault}`),
    ),
  ]
}

function faultOfLink(
  { sequence, previousHash }: AuditEvent,
  index: number,
  hashBefore: string,
): string | undefined {
  if (sequence !== index + 1) return `It stands in place ${index + 1}: links are missing`
  if (previousHash !== hashBefore) return 'It does not name the hash of the link before it'
  return undefined
}
