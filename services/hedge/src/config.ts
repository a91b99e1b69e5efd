import { amount, milliseconds } from '@surefoot/shared'
import { z } from 'zod'

export const config = z.object({
  /** What a lone leg and its hedge may lose together at worst, in the account's currency. More is a person's to decide. */
  HEDGE_LOSS_LIMIT: amount.default('10'),
  /** Bounds the hedge leg, from its plan to its receipt. */
  EXECUTION_TIMEOUT_MS: milliseconds.default(30_000),
})
