import { setTimeout as delay } from 'node:timers/promises'

export interface RepeatOptions {
  /** From the end of a step to the beginning of the next. */
  readonly pauseMs: number
  /** A step that throws is told of; the next one comes. */
  readonly onFault: (error: unknown) => void
}

/** Run a step again and again until disposed; disposing waits for the step in hand. */
export function repeat(step: () => Promise<void>, options: RepeatOptions): AsyncDisposable {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = (async () => {
    while (!signal.aborted) {
      await step().catch(options.onFault)
      await delay(options.pauseMs, undefined, { signal }).catch(() => undefined)
    }
  })()
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await running
    },
  }
}
