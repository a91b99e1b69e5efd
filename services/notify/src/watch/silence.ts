/** A restart of a service takes less. */
const SILENT_AFTER_MS = 10_000

export interface Silence {
  /** It answered. */
  readonly answered: (now: number) => void
  /** It did not. */
  readonly failed: (now: number) => void
  /** Since when it is silent, once that has lasted; null: it is not. In milliseconds since 1970. */
  readonly since: (now: number) => number | null
}

/** Whether something has not answered for so long that somebody should know. */
export function createSilence(): Silence {
  let firstFailedAt: number | null = null
  return {
    answered: () => {
      firstFailedAt = null
    },
    failed: (now) => {
      firstFailedAt ??= now
    },
    since: (now) =>
      firstFailedAt !== null && now - firstFailedAt >= SILENT_AFTER_MS ? firstFailedAt : null,
  }
}
