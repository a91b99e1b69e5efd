/** Every service as it runs in production, on a machine whose clock is off: each reports it by name and figure. */
import { openBus } from '@surefoot/shared/bus'
import {
  serviceStatus,
  systemLog,
  type ServiceStatus,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import { createLogger } from '@surefoot/shared/runtime'
import {
  createDatabase,
  openSkewedClock,
  startNats,
  startRedis,
  startService,
} from '@surefoot/testkit'
import { tmpdir } from 'node:os'
import { expect, test, vi } from 'vitest'

const WAIT = { timeout: 120_000, interval: 100 }
const SERVICES = [
  'audit',
  'browser-executor',
  'execution',
  'gateway',
  'hedge',
  'notify',
  'scanner',
  'worker',
] as const

test('a clock that is off is reported by each service, by name and figure, and so is its end', async () => {
  await using stack = new AsyncDisposableStack()
  const [nats, redis, database, clock] = await Promise.all([
    startNats(),
    startRedis(),
    createDatabase(),
    openSkewedClock(0),
  ])
  for (const opened of [nats, redis, database, clock]) stack.use(opened)
  const logger = createLogger('test', 'silent')
  const bus = stack.use(await openBus({ url: nats.url, service: 'listener', logger }))
  const logged: SystemLogEntry[] = []
  const statuses = new Map<string, ServiceStatus>()
  await bus.subscribe(systemLog, (entry) => void logged.push(entry))
  for (const deskId of ['main', '-'])
    await bus.subscribe(serviceStatus, (status) => void statuses.set(status.service, status), {
      scope: { deskId },
    })
  const environment = {
    NATS_URL: nats.url,
    REDIS_URL: redis.url,
    DATABASE_URL: database.url,
    DESK_ID: 'main',
    ACCOUNT: 'A',
    PROFILES_DIR: tmpdir(),
    GATEWAY_URL: 'http://127.0.0.1:1',
    // No browser and no port: what is measured needs neither.
    SAFE_MODE: 'on',
  }
  const processes = new Map(
    SERVICES.map((service) => [service, stack.use(startService(service, environment, { clock }))]),
  )
  const hasMeasured = (service: string, offsetMs: number): void => {
    const measured = statuses.get(service)?.clock
    expect(measured).toBeDefined()
    const { offsetMs: found = 0, errorMs = 0 } = measured ?? {}
    expect(Math.abs(found - offsetMs)).toBeLessThanOrEqual(errorMs + 5)
  }
  for (const service of SERVICES) await vi.waitFor(() => hasMeasured(service, 0), WAIT)
  for (const offsetMs of [2_000, -2_000, 15_000, -15_000]) {
    clock.set(offsetMs)
    const figure = `${Math.abs(offsetMs / 1000).toFixed(1)} s ${offsetMs > 0 ? 'ahead of' : 'behind'} the ledger's clock`
    const isAlarm = ({ code, level, message }: SystemLogEntry): boolean =>
      code === 'CLOCK_SKEW' && level === 'error' && message.includes(figure)
    for (const service of SERVICES)
      await vi.waitFor(() => {
        expect(logged.filter((entry) => entry.service === service).some(isAlarm)).toBe(true)
        expect(processes.get(service)?.output()).toContain(figure)
        hasMeasured(service, offsetMs)
      }, WAIT)
  }
  clock.set(0)
  const services = () =>
    logged.filter(({ code }) => code === 'CLOCK_AGREES').map(({ service }) => service)
  await vi.waitFor(() => expect(new Set(services())).toEqual(new Set(SERVICES)), WAIT)
})
