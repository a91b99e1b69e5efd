import { foreignId, instant, money, odds, providerId } from '@surefoot/shared/messages'
import { z } from 'zod'

/** What an executor process says to who started it. */
export const executorWord = z.discriminatedUnion('say', [
  z.object({ say: z.literal('ready') }),
  z.object({
    say: z.literal('books'),
    bets: z.array(
      z.object({
        providerId,
        reference: foreignId,
        selectionId: foreignId,
        stake: money,
        odds,
        placedAt: instant,
      }),
    ),
  }),
])
export type ExecutorWord = z.output<typeof executorWord>

/** The one question that it is asked: what its bookmakers have in their books. */
export const READ_BOOKS = 'read books'

export const executorEnvironment = z.object({
  NATS_URL: z.url(),
  BROWSER_MS: z.coerce.number().int().nonnegative(),
})
