import type { Instrumentation } from '@opentelemetry/instrumentation'
import { z } from 'zod'
import { splitAddress } from '../bus/address.ts'
import { openBus, type Bus } from '../bus/bus.ts'
import { EVERY_DESK } from '../messages/service-status.ts'
import { ConfigError, port as portNumber, readConfig } from './config.ts'
import { createHealth, type Health } from './health.ts'
import { createLastErrors } from './last-errors.ts'
import { createLogger, type Logger } from './logger.ts'
import { beginCounters } from './metrics.ts'
import { publishStatus, type StatusPublisher } from './publish-status.ts'
import { readSafeMode } from './safe-mode.ts'
import { samplerEnvironment } from './sampler-environment.ts'
import type { Exporting } from './telemetry.ts'
import { watchClock } from './watch-clock.ts'

function isBusUrl(url: string): boolean {
  return z.url({ protocol: /^(nats|tls)$/ }).safeParse(url).success
}

/** The environment that every service reads. */
export const serviceEnvironment = z.object({
  NATS_URL: z.string().refine((value) => splitAddress(value).every(isBusUrl), {
    error: 'give an address such as nats://127.0.0.1:4222, or several of a cluster with commas',
  }),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  HEALTH_PORT: portNumber.optional(),
  /** What the console calls this instance; it keeps the name when it is started again. */
  INSTANCE_NAME: z.string().max(80).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  ...samplerEnvironment,
})

export interface ServiceContext<C> {
  readonly config: C
  readonly bus: Bus
  readonly logger: Logger
  readonly health: Health
  readonly isSafeMode: boolean
  /** Register what to close when the service ends; closed in reverse order, before the bus. */
  readonly use: <T extends AsyncDisposable | Disposable>(resource: T) => T
}

export interface Service<S extends z.ZodObject> {
  readonly name: string
  readonly config: S
  /** It reads the ledger's clock itself, and asks nobody for it. */
  readonly isLedger?: true
  /** The one desk that it works for; left out: all of them. */
  readonly deskOf?: (config: z.output<S>) => string
  /** What traces the libraries in use; loaded only if traces are exported. */
  readonly instrumentations?: () => Promise<Instrumentation[]>
  readonly start: (context: ServiceContext<z.output<S>>) => Promise<void>
}

/**
 * The life of a service process: read the configuration, open telemetry and the bus, start, serve until SIGTERM or
 * SIGINT, close in reverse order. A fault at start is said in one message and ends the process with code 1.
 */
export async function runService<S extends z.ZodObject>(service: Service<S>): Promise<void> {
  try {
    await using stack = new AsyncDisposableStack()
    const stopped = untilSignal()
    const status = await startService(service, stack)
    await stopped
    status.enter('stopping')
  } catch (error) {
    const logger = createLogger(service.name, 'info')
    if (error instanceof ConfigError) logger.fatal({ faults: error.faults }, error.message)
    else logger.fatal({ err: error }, `${service.name} cannot go on`)
    process.exitCode = 1
  } finally {
    // To listen for a parent's end keeps its channel open, and with it a process that could not start.
    if (process.connected) process.disconnect()
  }
}

async function startService<S extends z.ZodObject>(
  service: Service<S>,
  stack: AsyncDisposableStack,
): Promise<StatusPublisher> {
  // All first, so that every fault is named at once; then each part, typed.
  readConfig(z.object({ ...serviceEnvironment.shape, ...service.config.shape }), process.env)
  const common = readConfig(serviceEnvironment, process.env)
  const config = readConfig(service.config, process.env)
  const errors = createLastErrors()
  const logger = createLogger(service.name, common.LOG_LEVEL, { onComplaint: errors.note })
  const exporting = await chooseExport(service, common, logger)
  // Loaded by a service that starts and by nobody else: who imports a message need not wait for OpenTelemetry.
  const { startTelemetry } = await import('./telemetry.ts')
  const telemetry = stack.use(startTelemetry(service.name, exporting))
  beginCounters(service.name)
  const health = createHealth()
  stack.use(health.observe())
  const isSafeMode = readSafeMode(process.env)
  const { HEALTH_HOST: host, HEALTH_PORT: port } = common
  if (port !== undefined && !isSafeMode) {
    const { openHealthServer } = await import('./health-server.ts')
    stack.use(await openHealthServer({ health, telemetry, host, port }))
  }
  const bus = stack.use(await openBus({ url: common.NATS_URL, service: service.name, logger }))
  stack.use(health.depend({ name: 'nats', ask: () => bus.roundTrip() }))
  stack.use(watchClock({ bus, logger, service: service.name, isLedger: service.isLedger === true }))
  // Not ready while a database is migrated or what was left open is looked at: a rollout would go on too soon.
  let hasStarted = false
  health.readiness('start', () => hasStarted)
  health.readiness('permissions', () => bus.forbidden().length === 0)
  const status = stack.use(
    publishStatus({
      bus,
      health,
      errors,
      service: service.name,
      deskId: service.deskOf?.(config) ?? EVERY_DESK,
      instance: common.INSTANCE_NAME,
    }),
  )
  await service.start({
    config,
    bus,
    logger,
    health,
    isSafeMode,
    use: (resource) => stack.use(resource),
  })
  // The ledger holds what they ring for: a service works without them, and they are made when they can be.
  for (const { stream, ask } of bus.queues())
    stack.use(health.prefer({ name: `queue ${stream}`, ask }))
  hasStarted = true
  status.enter('ready')
  logger.info({ isSafeMode }, `${service.name} is ready`)
  return status
}

/** Spans are made only for a collector. */
async function chooseExport<S extends z.ZodObject>(
  { instrumentations }: Service<S>,
  common: z.output<typeof serviceEnvironment>,
  logger: Logger,
): Promise<Exporting | null> {
  if (common.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return null
  const { createSampler } = await import('./span-sampler.ts')
  return {
    sampler: createSampler(common),
    logger,
    instrumentations: (await instrumentations?.()) ?? [],
  }
}

/** Also ends when the parent that holds our channel is gone: a killed stack leaves no service behind. */
function untilSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  process.once('SIGTERM', () => resolve())
  process.once('SIGINT', () => resolve())
  process.once('disconnect', () => resolve())
  return promise
}
