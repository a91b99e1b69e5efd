/** A moment, on both clocks of this machine. */
export interface Mark {
  readonly monotonicMs: number
  readonly wallMs: number
}

export function markNow(): Mark {
  return { monotonicMs: performance.now(), wallMs: Date.now() }
}

/**
 * Milliseconds since a moment: the larger by both clocks. The one stands still while a laptop sleeps, the other may be set
 * back; neither may make something look younger than it is.
 */
export function elapsedSince(mark: Mark, now: Mark = markNow()): number {
  return Math.max(0, now.monotonicMs - mark.monotonicMs, now.wallMs - mark.wallMs)
}
