import { fromMinor } from '@surefoot/arbitrage'

/** So wide that no desk stands at them: what is measured is not a refusal. */
export const CAPS = { perMatchMinor: 10_000_000, totalMinor: 100_000_000 }
export const CAPS_ENVIRONMENT = {
  MAX_EXPOSURE_PER_MATCH: fromMinor(CAPS.perMatchMinor),
  MAX_TOTAL_EXPOSURE: fromMinor(CAPS.totalMinor),
}

/** Few desks take them more often, so that a percentile is of something. A desk alone does not stand in its own way. */
const LEAST_RATE_MS = 1000

/** From one execution of a desk to its next, at the mean, where a desk of many takes one every so many seconds. */
export function intervalOf(desks: number, everySeconds: number): number {
  return Math.min(everySeconds * 1000, LEAST_RATE_MS * desks)
}

/** As the worker asks: a request that is older is worth nothing. */
export const REQUEST_LIVES_MS = 3000

/** A simulated match ends so soon after its bet that the statements settle it within the run. */
export const MATCH_LASTS_MS = 10_000

/** Accounts that one executor process has. */
export const DESKS_AN_EXECUTOR = 100
