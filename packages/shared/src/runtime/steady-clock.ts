/** Both clocks of a machine, in milliseconds. */
export interface BothClocks {
  readonly wallMs: () => number
  readonly monotonicMs: () => number
}

/**
 * A clock for ages. It advances by the larger of both clocks: the monotonic one stops while a machine is suspended, the
 * wall clock may be set back, and neither may make something look younger than it is. Where the wall clock was never set
 * back it shows milliseconds since 1970; compare its readings with nothing of another process.
 */
export function createSteadyClock({ wallMs, monotonicMs }: BothClocks): () => number {
  let aheadMs = -Infinity
  return () => {
    const elapsedMs = monotonicMs()
    aheadMs = Math.max(aheadMs, wallMs() - elapsedMs)
    return elapsedMs + aheadMs
  }
}

/** This process's, in whole milliseconds. */
export const steadyNow: () => number = createSteadyClock({
  wallMs: () => Date.now(),
  monotonicMs: () => Math.floor(performance.now()),
})
