import type { BrowserStatus } from '@surefoot/shared'
import type { Clock } from '../ports.ts'

/** An executor's last word on an account's browser, and when it came on the monotonic clock. */
export interface Sighting {
  readonly status: BrowserStatus
  readonly seenAtMs: number
}

/** An executor speaks every second; after five seconds of silence its browser is taken for lost. */
export const LONGEST_SILENCE_MS = 5000

/** Whether an executor has spoken of the account's browser lately. */
export function isSeen(sighting: Sighting | null, clock: Clock): sighting is Sighting {
  return sighting !== null && clock.monotonicMs() - sighting.seenAtMs <= LONGEST_SILENCE_MS
}
