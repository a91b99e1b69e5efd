import { amount, milliseconds } from '@surefoot/shared/runtime'
import { z } from 'zod'

const bps = z.coerce.number('give hundredths of a percent as a whole number').int().nonnegative()

export const config = z.object({
  /** What leg A stakes; B follows from it. */
  STAKE: amount.default('25'),
  MIN_PROFIT_BPS: bps.default(50),
  /** Providers err by less than this; what promises more is a wrong price, and wrong prices are voided. */
  MAX_PROFIT_BPS: bps.default(1500),
  MAX_QUOTE_AGE_MS: milliseconds.default(5000),
})
