import { z } from 'zod'
import { conditions, path, pointer } from './scalars.ts'

/** Why a provider refused, in our words. */
const refusalCode = z.enum([
  'ODDS_CHANGED',
  'SUSPENDED',
  'STAKE_ABOVE_MAX',
  'FUNDS',
  'LOGGED_OUT',
  'OTHER',
])
export type RefusalCode = z.infer<typeof refusalCode>

/** How a provider's answer is read. The first case whose conditions all hold decides; no case: UNKNOWN. */
const answerCase = z.strictObject({
  when: conditions.min(1),
  status: z.enum(['ACCEPTED', 'PENDING', 'REJECTED']),
  betReference: pointer.optional(),
  /** What was taken, where the provider says it. Said but unreadable makes the answer UNKNOWN. */
  stake: pointer.optional(),
  odds: pointer.optional(),
  code: pointer.optional(),
  message: pointer.optional(),
  /** What names a PENDING bet while the page asks for its outcome. */
  ticket: pointer.optional(),
})
export type AnswerCase = z.infer<typeof answerCase>

export const receiptRule = z.strictObject({
  cases: z.array(answerCase).min(1).max(12),
  /** Provider's refusal code → ours. A code that is not here makes the answer UNKNOWN. */
  codes: z.record(z.string(), refusalCode),
  /** Where the page asks for the outcome of a PENDING bet; its answers are read by the same cases. */
  follow: z
    .strictObject({
      method: z.enum(['GET', 'POST']),
      url: path,
      /** The part of the query that carries the ticket: an answer about another bet is not ours. */
      ticketParameter: z.string().min(1).max(60).optional(),
    })
    .optional(),
})
