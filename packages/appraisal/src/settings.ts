import type { OpportunitySettings } from '@surefoot/arbitrage'

export interface Settings extends OpportunitySettings {
  /** An account that has not spoken for this long has no quotes to be believed. */
  readonly maxQuoteAgeMs: number
}
