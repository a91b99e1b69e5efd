import { z } from 'zod'
import {
  accountScope,
  epochMs,
  money,
  origin,
  providerId,
  providerVersion,
  shownText,
} from './common.ts'
import { defineEvent } from './define.ts'
import { missingEvidence } from './ledger/evidence.ts'

/** An executor's word on an account's browser, every second and at each change. It repeats what a lost event would have told. */
export const browserStatus = defineEvent(
  'browser.status',
  'account',
  z.object({
    ...accountScope,
    executorId: z.string(),
    epoch: z.number().int(),
    browserId: z.uuid(),
    isUp: z.boolean(),
    /** Its executor has been told to stop: no execution begins there any more. */
    isStopping: z.boolean().optional(),
    /** Why it is not up. */
    reason: shownText.nullable(),
    pageOrigin: origin.nullable(),
    isLoggedIn: z.boolean().nullable(),
    balance: money.nullable(),
    watching: z.object({ providerId, contractVersion: providerVersion }).nullable(),
    /**
     * What was not read yet in the watched version of the contract, or not reported to the ledger: live bets wait for it.
     * Left out by an executor of before.
     */
    unread: z.array(missingEvidence).optional(),
    firstPacketAt: epochMs.nullable(),
    lastPacketAt: epochMs.nullable(),
    quotesMapped: z.number().int(),
    /** SHA-256, in hex, of the token that this browser's extension marks with. */
    markTokenHash: z.string().length(64),
    at: epochMs,
  }),
)
export type BrowserStatus = z.infer<typeof browserStatus.body>
