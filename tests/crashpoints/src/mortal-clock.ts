import { setTimeout as delay } from 'node:timers/promises'
import type { Mortality } from './mortality.ts'

/** The clock of a process: it begins nothing while the process hangs, and nothing any more once it is dead. */
export function createMortalClock(mortality: Mortality) {
  return {
    epochMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    elapsedMs: () => performance.now(),
    delay: (ms: number, signal?: AbortSignal) => delay(ms, undefined, { signal }),
    every: (ms: number, step: () => void | Promise<void>): Disposable => {
      let isRunning = false
      const timer = setInterval(() => {
        if (isRunning || !mortality.isAwake()) return
        isRunning = true
        void Promise.resolve(step()).finally(() => {
          isRunning = false
        })
      }, ms)
      const stop = (): void => clearInterval(timer)
      void mortality.died.then(stop)
      return { [Symbol.dispose]: stop }
    },
  }
}
