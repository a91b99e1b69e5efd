import { z } from 'zod'
import { conditions, path, pointer } from './scalars.ts'
import { valueAt } from './value.ts'

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
  betReference: valueAt.optional(),
  /** What was taken, where the provider says it. Said but unreadable makes the answer UNKNOWN. */
  stake: valueAt.optional(),
  odds: valueAt.optional(),
  /** What the answer says of the bet, to be held against what was asked. Said but unreadable makes the answer UNKNOWN. */
  selectionId: valueAt.optional(),
  eventId: valueAt.optional(),
  /** When it was placed: ISO 8601 with an offset, where `format` says nothing else. */
  placedAt: valueAt.optional(),
  code: valueAt.optional(),
  message: pointer.optional(),
  /** What names a PENDING bet while the page asks for its outcome. */
  ticket: valueAt.optional(),
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
