/**
 * Owns the rule that nothing is live on evidence that was never read: a bet at a provider whose lists, balance or session
 * cannot be read could never be proven placed or absent, nor settled.
 *
 * 1. The first bet of an execution needs both accounts read in the versions of their legs, each by the browser that has the
 *    account now. A lease that has run out is another rule's.
 * 2. A bet that covers an accepted one needs its own account read in its version, by any browser: to refuse it for what
 *    cannot be read just now would leave the accepted one exposed.
 */
import {
  account,
  describeMissing,
  legId,
  legRole,
  missingEvidence,
  providerId,
  providerVersion,
  refuse,
  type LegRole,
  type Refusal,
  type Venue,
} from '@surefoot/shared/messages'
import { z } from 'zod'

/** What was read of the account of a leg, in the version of the contract that the leg is for. */
export const legEvidence = z.object({
  legId,
  role: legRole,
  account,
  providerId,
  contractVersion: providerVersion,
  /** Whether a browser has once read everything. */
  wasRead: z.boolean(),
  /** What the browser that has the account has not read; null: it has reported nothing. */
  missing: z.array(missingEvidence).nullable(),
})
export type LegEvidence = z.infer<typeof legEvidence>

export interface UnreadFacts {
  readonly venue: Venue
  readonly legId: string
  readonly role: LegRole
  readonly evidence: readonly LegEvidence[]
}

/** Why a leg gets no live permit for what was never read; undefined if all was. */
export function refuseUnread({
  venue,
  legId: own,
  role,
  evidence,
}: UnreadFacts): Refusal | undefined {
  if (venue !== 'live') return undefined
  const unread =
    role === 'A'
      ? evidence.find((one) => one.role !== 'H' && one.missing?.length !== 0)
      : evidence.find((one) => one.legId === own && !one.wasRead)
  if (unread === undefined) return undefined
  const { account: name, providerId: provider, contractVersion, missing } = unread
  const what =
    missing === null || missing.length === 0
      ? 'its lists, balance and session'
      : describeMissing(missing)
  return refuse(
    'EVIDENCE_MISSING',
    `Account ${name} does not bet live at ${provider}: ${what} were not read yet in version ${contractVersion} of its contract. Log in on its page; if the console still shows them as not read, teach the lists of the contract again, or use paper.`,
  )
}
