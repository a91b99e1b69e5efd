import { z } from 'zod'
import { accountScope, providerId, providerVersion } from '../common.ts'
import { defineRequest } from '../define.ts'

/**
 * What of an account must have been read before it bets live. `lists`: its open bets and its history. `balance`: its balance,
 * from the contract's own address. `session`: that somebody is logged in.
 */
export const EVIDENCE_PARTS = ['lists', 'balance', 'session'] as const
export type EvidencePart = (typeof EVIDENCE_PARTS)[number]

/** A part that was not read yet. `why`: what went wrong at the latest try; null before one has ended. */
export const missingEvidence = z.object({
  part: z.enum(EVIDENCE_PARTS),
  why: z.string().max(300).nullable(),
})
export type MissingEvidence = z.infer<typeof missingEvidence>

/**
 * What the browser of an account has not read yet in this version of its provider's contract; nothing: all was read at least
 * once. Live permits wait for it. Refused: STALE_LEASE, where another browser has the account.
 */
export const ledgerEvidence = defineRequest(
  'ledger.evidence',
  'global',
  z.object({
    ...accountScope,
    providerId,
    contractVersion: providerVersion,
    /** Holder and epoch of the account's lease. */
    executorId: z.string().max(80),
    epoch: z.number().int(),
    missing: z.array(missingEvidence).max(EVIDENCE_PARTS.length),
  }),
  z.object({ missing: z.array(missingEvidence) }),
)

const PARTS: Readonly<Record<EvidencePart, string>> = {
  lists: 'lists of bets',
  balance: 'balance',
  session: 'session',
}

/** What is missing, as the subject of a sentence: "its lists of bets and balance (the answer is not JSON)". */
export function describeMissing(missing: readonly MissingEvidence[]): string {
  const names = missing.map(({ part }) => PARTS[part])
  const reasons = [...new Set(missing.flatMap(({ why }) => why ?? []))]
  const listed = [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' and ')
  return `its ${listed}${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`
}
