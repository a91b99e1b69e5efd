import type { BrowserStatus } from '@surefoot/shared/messages'

/** An executor's last report of an account's browser, and when it came on the monotonic clock. */
export interface Sighting {
  readonly status: BrowserStatus
  readonly seenAtMs: number
}

/** An executor reports every second; after five seconds without a report its browser is taken for lost. */
export const LONGEST_SILENCE_MS = 5000

/** Whether an executor has reported the account's browser lately; `nowMs` on the monotonic clock. */
export function isSeen(sighting: Sighting | null, nowMs: number): sighting is Sighting {
  return sighting !== null && nowMs - sighting.seenAtMs <= LONGEST_SILENCE_MS
}
