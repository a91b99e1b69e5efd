import { toMinor, type OpportunitySettings } from '@surefoot/arbitrage'
import { amount, basisPoints, milliseconds } from '@surefoot/shared/runtime'
import { z } from 'zod'

export interface Settings extends OpportunitySettings {
  /** An account that has not spoken for this long has no quotes to be believed. */
  readonly maxQuoteAgeMs: number
}

/** The environment that both who offers and who takes an opportunity read: what they find of the same quotes is the same. */
export const appraisalEnvironment = z.object({
  /** What leg A stakes; B follows from it. */
  STAKE: amount.default('25'),
  MIN_PROFIT_BPS: basisPoints.default(50),
  /** Providers err by less than this; what promises more is a wrong price, and wrong prices are voided. */
  MAX_PROFIT_BPS: basisPoints.default(1500),
  MAX_QUOTE_AGE_MS: milliseconds.default(5000),
})

export function readSettings(environment: z.output<typeof appraisalEnvironment>): Settings {
  const { STAKE, MIN_PROFIT_BPS, MAX_PROFIT_BPS, MAX_QUOTE_AGE_MS } = environment
  return {
    stakeAMinor: toMinor(STAKE),
    minProfitBps: MIN_PROFIT_BPS,
    maxProfitBps: MAX_PROFIT_BPS,
    maxQuoteAgeMs: MAX_QUOTE_AGE_MS,
  }
}
