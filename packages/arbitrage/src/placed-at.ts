/** When a provider wrote that a bet was placed: by its own clock, to the fraction that it writes. */

/** How far the provider's clock may be behind ours before its bet looks older than the submit. */
export const CLOCK_SKEW_MS = 2_000

/** How far a provider's clock may be off by itself, beyond the fraction that it writes. */
export const LARGEST_CLOCK_ERROR_MS = 60_000

const MINUTE_MS = 60_000
const SECOND_MS = 1_000

/** The latest instant that the text may mean, in milliseconds: one written in whole minutes or seconds is cut off. */
export function latestPlacedMs(placedAt: string): number {
  const writtenMs = Date.parse(placedAt)
  if (writtenMs % MINUTE_MS === 0) return writtenMs + MINUTE_MS - 1
  return writtenMs % SECOND_MS === 0 ? writtenMs + SECOND_MS - 1 : writtenMs
}
