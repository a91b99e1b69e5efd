import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'
import type { Bus } from '../bus/bus.ts'
import { serviceStatus, type ServiceStatus } from '../messages/service-status.ts'
import type { Health } from './health.ts'
import type { LastErrors } from './last-errors.ts'
import type { LedgerClock } from './ledger-clock.ts'

export interface StatusOptions {
  readonly bus: Pick<Bus, 'publish' | 'isConnected' | 'ledgerClock'>
  readonly health: Health
  readonly errors: LastErrors
  readonly service: string
  readonly deskId: string
  /** By default the host and the process id: in a container both are the same after a restart. */
  readonly instance?: string | undefined
}

export interface StatusPublisher extends Disposable {
  /** Publish at once that the process is in another phase of its life. */
  readonly enter: (phase: ServiceStatus['phase']) => void
}

const PUBLISH_EVERY_MS = 1000
const MOST_CONDITIONS = 20

/** Of this package, which has one version with all services. */
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

/** Publish every second how this process is. Disposing publishes that it has stopped. */
export function publishStatus(options: StatusOptions): StatusPublisher {
  const { bus, deskId, errors, health, service } = options
  const bootId = randomUUID()
  const instance = options.instance ?? `${hostname()}:${process.pid}`.slice(-80)
  let phase: ServiceStatus['phase'] = 'starting'
  const publish = (): void => {
    // It would be kept and sent when the server is back, as if it were the present.
    if (!bus.isConnected()) return
    bus.publish(serviceStatus, {
      deskId,
      service,
      instance,
      bootId,
      version,
      phase,
      uptimeMs: Math.round(process.uptime() * 1000),
      missing: health.missing().slice(0, MOST_CONDITIONS),
      dependencies: health.dependencies().slice(0, MOST_CONDITIONS),
      ...reportClock(bus.ledgerClock),
      errors: errors.list(),
    })
  }
  publish()
  const timer = setInterval(publish, PUBLISH_EVERY_MS)
  timer.unref()
  const enter = (next: ServiceStatus['phase']): void => {
    phase = next
    publish()
  }
  return {
    enter,
    [Symbol.dispose]: () => {
      clearInterval(timer)
      enter('stopped')
    },
  }
}

function reportClock(clock: LedgerClock): Pick<ServiceStatus, 'clock'> {
  const reading = clock.read()
  if (reading === null) return {}
  const { offsetMs, errorMs } = reading
  return { clock: { offsetMs: Math.round(offsetMs), errorMs: Math.ceil(errorMs) } }
}
