import { z } from 'zod'
import { accountScope, foreignId, instant, money, odds } from './common.ts'
import { defineRequest } from './define.ts'

/** A bet as the provider lists it. */
export const bet = z.object({
  betReference: foreignId,
  selectionId: foreignId,
  stake: money,
  odds,
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
 */
export const betsRead = defineRequest(
  'bets.read',
  'account',
  z.object(accountScope),
  z.object({ bets: z.array(bet), balance: money, readAt: instant }),
)
export type BetsReading = z.infer<typeof betsRead.reply>
