import { createLedger, createReadTerms } from '@surefoot/ledger-client'
import { every, stampNow, steadyNow } from '@surefoot/shared/runtime'
import type { Redis } from 'ioredis'
import { setTimeout as delay } from 'node:timers/promises'
import { createExposureCounter } from './exposure/exposure-counter.ts'
import type { Clock, Ports } from './ports.ts'
import { createMatchLock } from './saga/match-lock.ts'

export const systemClock: Clock = {
  monotonicMs: steadyNow,
  elapsedMs: () => performance.now(),
  delay: (ms, signal) => delay(ms, undefined, { signal }),
  every,
}

export interface PortsOptions extends Pick<
  Ports,
  'bus' | 'clock' | 'logger' | 'settings' | 'stopping' | 'instanceId'
> {
  readonly redis: Redis
}

/** The service's ports on a bus and a Redis. */
export function createPorts({ redis, ...common }: PortsOptions): Ports {
  const { bus, clock, logger, settings } = common
  const ledger = createLedger(bus)
  // A lock that nobody releases outlives both legs of an execution, and ends by itself.
  const ttlMs = 2 * settings.executionTimeoutMs
  const { monotonicMs } = clock
  return {
    ...common,
    ledger,
    lock: createMatchLock({ redis, logger, monotonicMs, ttlMs, leastMs: ttlMs / 2 }),
    exposure: createExposureCounter({
      redis,
      ledger,
      caps: settings.caps,
      epochMs: () => stampNow(bus.ledgerClock),
    }),
    readTerms: createReadTerms(bus),
  }
}
