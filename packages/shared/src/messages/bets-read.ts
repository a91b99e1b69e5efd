import { z } from 'zod'
import {
  accountScope,
  foreignId,
  instant,
  listedOdds,
  money,
  providerId,
  providerVersion,
} from './common.ts'
import { defineRequest } from './define.ts'

/** A bet as the provider lists it. */
export const bet = z.object({
  betReference: foreignId,
  selectionId: foreignId,
  stake: money,
  odds: listedOdds,
  status: z.enum(['pending', 'open', 'won', 'lost', 'void', 'cashed_out']),
  placedAt: instant,
  /** What the provider paid back, stake included; null while it is open or where the provider does not say. */
  returned: money.nullable(),
  /** What it would pay for the bet now; null where it offers nothing. */
  cashOut: money.nullable(),
})
export type Bet = z.infer<typeof bet>

/**
 * The account's bets, open and settled, and its balance, read from a logged-in page.
 * A page that failed or was logged out is a refusal (LOGGED_OUT, READ_FAILED), never an empty list.
 * More bets than fit into a message are answered in parts: `readBetsWhole` asks for all of them. Refused with READING_GONE:
 * a part of a reading that the executor does not keep any more.
 */
export const betsRead = defineRequest(
  'bets.read',
  'account',
  z.object({
    ...accountScope,
    /** The next part of a reading: its `readAt`, and the place of the first bet. Left out: read them. */
    part: z.object({ readAt: instant, from: z.number().int().nonnegative() }).optional(),
  }),
  z.object({
    bets: z.array(bet),
    balance: money,
    /** Whose lists these are, and by which contract they were read. Left out by an executor of before. */
    providerId: providerId.optional(),
    contractVersion: providerVersion.optional(),
    /** When the reading began. */
    readAt: instant,
    /** Rows of the lists that could not be read, and the first of them as they came: no such list proves absence. */
    unreadable: z.number().int().nonnegative().optional(),
    unreadableRows: z.array(z.string().max(1000)).max(5).optional(),
    /** The provider has more bets than are listed here. */
    isPartial: z.boolean().optional(),
    /** Where the next part of this reading begins; left out: this is the last. */
    next: z.number().int().positive().optional(),
  }),
)
export type BetsReading = z.infer<typeof betsRead.reply>
