import { amount, milliseconds } from '@surefoot/shared/runtime'
import { z } from 'zod'

const options = z
  .string()
  .transform((list) => list.split(',').map((part) => part.trim()))
  .pipe(z.array(z.enum(['other_side', 'opposite'], 'give other_side, opposite, or both')))

export const config = z.object({
  /** What may be placed for a lone leg without a person; commas between. */
  HEDGE_OPTIONS: options.default(['other_side', 'opposite']),
  /** What a lone leg and its hedge may lose together at worst, in the account's currency. More is a person's to decide. */
  HEDGE_LOSS_LIMIT: amount.default('10'),
  /** How long after its trigger a hedge may be placed without a person. */
  HEDGE_DEADLINE_MS: milliseconds.default(60_000),
  /** Bounds the hedge leg, from its plan to its receipt. */
  EXECUTION_TIMEOUT_MS: milliseconds.default(30_000),
})
