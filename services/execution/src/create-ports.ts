import { stampNow } from '@surefoot/shared'
import type { Redis } from 'ioredis'
import { createExposureCounter } from './exposure-counter.ts'
import { createLedger } from '@surefoot/ledger-client'
import { createMatchLock } from './match-lock.ts'
import type { Ports } from './ports.ts'
import { createReadTerms } from '@surefoot/ledger-client'

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
