/** How old a price or a word may be before the eye should be drawn to it, in milliseconds. */
const AGING_MS = 2000
const STALE_MS = 5000

export type Freshness = 'fresh' | 'aging' | 'stale'

export function freshnessOf(ageMs: number): Freshness {
  if (ageMs > STALE_MS) return 'stale'
  return ageMs > AGING_MS ? 'aging' : 'fresh'
}

/** `0.4 s`, `12 s`, `3 min`, `2 h`. */
export function formatAge(ageMs: number): string {
  const seconds = Math.max(0, ageMs) / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 100) return `${Math.round(seconds)} s`
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3600)} h`
}
