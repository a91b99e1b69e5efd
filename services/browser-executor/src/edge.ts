import { setTimeout as delay } from 'node:timers/promises'
import { steadyNow } from '@surefoot/shared'
import type { Clock } from './ports.ts'

export const systemClock: Clock = {
  epochMs: () => Date.now(),
  monotonicMs: steadyNow,
  delay: (ms, signal) => delay(ms, undefined, { signal }),
  every: (ms, step) => {
    const timer = setInterval(step, ms)
    return { [Symbol.dispose]: () => clearInterval(timer) }
  },
}
