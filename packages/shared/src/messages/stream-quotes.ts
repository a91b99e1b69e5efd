import { z } from 'zod'
import { accountScope, epochMs, foreignId, providerId, providerVersion } from './common.ts'
import { defineEvent } from './define.ts'
import { quote } from './quote.ts'

/** What one frame of an account's odds stream said, mapped. Sent once a frame, in the order of arrival. */
export const quotesBatch = z.object({
  ...accountScope,
  providerId,
  contractVersion: providerVersion,
  currency: z.string().length(3),
  browserId: z.uuid(),
  receivedAt: epochMs,
  /** Which of the contract's stream sources it came from, counted from 0. Missing: an executor of an older version. */
  source: z.number().int().nonnegative().optional(),
  /** Forget everything known of this account before reading `quotes`: a snapshot, or a gap in the sequence. */
  reset: z.boolean(),
  quotes: z.array(quote).max(5000),
  deleted: z.array(foreignId).max(5000),
})
export type QuotesBatch = z.infer<typeof quotesBatch>

export const streamQuotes = defineEvent('stream.quotes', 'account', quotesBatch)
