import { setTimeout as delay } from 'node:timers/promises'
import { every, steadyNow } from '@surefoot/shared'
import type { Clock } from './ports.ts'

export const systemClock: Clock = {
  monotonicMs: steadyNow,
  elapsedMs: () => performance.now(),
  delay: (ms, signal) => delay(ms, undefined, { signal }),
  every,
}
