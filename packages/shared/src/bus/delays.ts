import { randomUUID } from 'node:crypto'

/**
 * How late a message is, without comparing clocks of two processes: each sender's clock is its own, so a message is as
 * late as it took longer than the quickest of that sender's. The first of a sender is never late.
 */
export interface Delays {
  /** Whole milliseconds, rounded up: a message is never younger than it says. `nowMs` is of the receiver's clock; neither clock may be set back. */
  readonly lateBy: (sent: SentMark, nowMs: number) => number
}

/** A moment on a sender's clock. */
export interface SentMark {
  readonly clock: string
  readonly atMs: number
}

/** Clocks of two machines drift apart by less than this part of the time between. */
const DRIFT = 1e-4
const MOST_SENDERS = 500

/** Names the monotonic clock of this process. */
const CLOCK = randomUUID()

export function sentNow(): SentMark {
  return { clock: CLOCK, atMs: performance.now() }
}

interface Quickest {
  readonly tookMs: number
  readonly atMs: number
}

export function createDelays(): Delays {
  const senders = new Map<string, Quickest>()
  return {
    lateBy: ({ clock, atMs }, nowMs) => {
      const tookMs = nowMs - atMs
      const before = senders.get(clock) ?? { tookMs, atMs: nowMs }
      const drifted = before.tookMs + Math.max(0, nowMs - before.atMs) * DRIFT
      const quickest = { tookMs: Math.min(tookMs, drifted), atMs: nowMs }
      senders.delete(clock)
      senders.set(clock, quickest)
      const [oldest] = senders.keys()
      if (senders.size > MOST_SENDERS && oldest !== undefined) senders.delete(oldest)
      return Math.ceil(tookMs - quickest.tookMs)
    },
  }
}
