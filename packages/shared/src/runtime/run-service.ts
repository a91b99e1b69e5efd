import type { Instrumentation } from '@opentelemetry/instrumentation'
import { z } from 'zod'
import { openBus, type Bus } from '../bus/bus.ts'
import { ConfigError, port, readConfig } from './config.ts'
import { createHealth, openHealthServer, type Health } from './health.ts'
import { createLogger, type Logger } from './logger.ts'
import { beginCounters } from './metrics.ts'
import { readSafeMode } from './safe-mode.ts'
import { createSampler, samplerEnvironment } from './span-sampler.ts'
import { startTelemetry, type Exporting, type Telemetry } from './telemetry.ts'

/** The environment that every service reads. */
export const serviceEnvironment = z.object({
  NATS_URL: z.url({
    protocol: /^(nats|tls)$/,
    error: 'give an address such as nats://127.0.0.1:4222',
  }),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  HEALTH_PORT: port.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  ...samplerEnvironment,
})

export interface ServiceContext<C> {
  readonly config: C
  readonly bus: Bus
  readonly logger: Logger
  readonly health: Health
  readonly isSafeMode: boolean
  /** Answers a scrape of this process's metrics, for a service that has a port of its own. */
  readonly onScrape: Telemetry['onScrape']
  /** Register what to close when the service ends; closed in reverse order, before the bus. */
  readonly use: <T extends AsyncDisposable | Disposable>(resource: T) => T
}

export interface Service<S extends z.ZodObject> {
  readonly name: string
  readonly config: S
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
    await startService(service, stack)
    await stopped
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
): Promise<void> {
  // All first, so that every fault is named at once; then each part, typed.
  readConfig(z.object({ ...serviceEnvironment.shape, ...service.config.shape }), process.env)
  const common = readConfig(serviceEnvironment, process.env)
  const logger = createLogger(service.name, common.LOG_LEVEL)
  const exporting = await chooseExport(service, common, logger)
  const telemetry = stack.use(startTelemetry(service.name, exporting))
  beginCounters(service.name)
  const health = createHealth()
  stack.use(health.observe())
  const isSafeMode = readSafeMode(process.env)
  if (common.HEALTH_PORT !== undefined && !isSafeMode)
    stack.use(
      await openHealthServer({
        health,
        telemetry,
        host: common.HEALTH_HOST,
        port: common.HEALTH_PORT,
      }),
    )
  const bus = stack.use(await openBus({ url: common.NATS_URL, service: service.name, logger }))
  health.readiness('nats', () => bus.isConnected())
  // Not ready while a database is migrated or what was left open is looked at: a rollout would go on too soon.
  let hasStarted = false
  health.readiness('start', () => hasStarted)
  health.readiness('permissions', () => bus.forbidden().length === 0)
  await service.start({
    config: readConfig(service.config, process.env),
    bus,
    logger,
    health,
    isSafeMode,
    onScrape: telemetry.onScrape,
    use: (resource) => stack.use(resource),
  })
  hasStarted = true
  logger.info({ isSafeMode }, `${service.name} is ready`)
}

/** Spans are made only for a collector. */
async function chooseExport<S extends z.ZodObject>(
  { instrumentations }: Service<S>,
  common: z.output<typeof serviceEnvironment>,
  logger: Logger,
): Promise<Exporting | null> {
  if (common.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return null
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
