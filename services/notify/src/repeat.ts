export interface Repeating extends AsyncDisposable {
  /** Take the next step within `delayMs`, not only at its time. */
  readonly soon: (delayMs: number) => void
}

/** Take a step now, then at every interval after it has ended; never two at once. Disposing waits for the step in progress. */
export function repeat(step: () => Promise<void>, everyMs: number): Repeating {
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let dueAt = Infinity
  let isEnded = false

  const schedule = (delayMs: number): void => {
    const at = performance.now() + delayMs
    if (isEnded || at >= dueAt) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(run, delayMs)
  }
  const run = (): void => {
    dueAt = Infinity
    // Asked for while a step runs: it may have read before the change.
    if (running !== null) return schedule(50)
    running = step().finally(() => {
      running = null
      schedule(everyMs)
    })
  }
  schedule(0)
  return {
    soon: schedule,
    [Symbol.asyncDispose]: async () => {
      isEnded = true
      clearTimeout(timer)
      await running
    },
  }
}
