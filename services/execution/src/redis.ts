import type { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis'
import type { Bus } from '@surefoot/shared/bus'
import type { Logger } from '@surefoot/shared/runtime'
import * as ioredis from 'ioredis'
import { Redis } from 'ioredis'
import { leadsElsewhere } from './exposure/redis-refusal.ts'

const COMMAND_TIMEOUT_MS = 500
/** A server that takes commands and answers none hangs: its connection is dropped, so that a healthy one can follow. */
const SILENCE_MS = 2_000
const CONNECT_MS = 2_000
/** The longest wait between two tries to connect. By default it grows until a failover is found out late. */
const RECONNECT_MS = 1_000

/**
 * Connect to Redis; it reconnects by itself for ever. A command that got no answer is an error at once and is never sent
 * a second time: by its defaults the client would, and a reservation would count twice. A connection that leads to a
 * replica, or to a server that does not answer, is dropped.
 */
export function openRedis(url: string, logger: Logger): Redis & Disposable {
  const redis = new Redis(url, {
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    connectTimeout: CONNECT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    reconnectOnError: leadsElsewhere,
    retryStrategy: (tries) => Math.min(tries * 100, RECONNECT_MS),
  })
  redis.on('error', (error) => logger.warn({ err: error }, 'Redis cannot be reached'))
  return Object.assign(redis, { [Symbol.dispose]: () => redis.disconnect() })
}

/** Policies by which Redis throws away keys without a time limit: locks have one, counts of stake have none. */
const EVICTS_COUNTS = /^allkeys-/

/**
 * Asks Redis whether it can count stake. Throws while the connection leads to a replica, which is then dropped. Reports
 * once that Redis throws counts away when its memory is full: the counts are rebuilt from the ledger each time.
 */
export function createRedisCheck({
  redis,
  bus,
  logger,
}: {
  readonly redis: Redis
  readonly bus: Pick<Bus, 'log'>
  readonly logger: Logger
}): () => Promise<void> {
  let reported = ''
  return async () => {
    const info = readInfo(await redis.info())
    if (info.get('role') === 'slave') {
      redis.disconnect(true)
      throw new Error('REDIS_URL leads to a Redis that is a replica and takes no writes.')
    }
    const policy = info.get('maxmemory_policy') ?? ''
    if (info.get('maxmemory') === '0' || !EVICTS_COUNTS.test(policy) || reported === policy) return
    reported = policy
    const message = `Redis evicts keys (maxmemory-policy ${policy}), so counts of stake can be lost when its memory is full. Set maxmemory-policy to noeviction.`
    logger.warn({ policy }, message)
    bus.log({ level: 'warn', code: 'REDIS_EVICTS', message, details: { policy } })
  }
}

function readInfo(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\r\n').flatMap((line) => {
      const at = line.indexOf(':')
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : []
    }),
  )
}

/**
 * Trace what is asked of Redis within an execution. The instrumentation waits for a `require` that never comes, because
 * ioredis is imported: it is given the module here, and the service starts without a preload. Loaded only where traces are
 * exported.
 */
export async function traceRedis(): Promise<IORedisInstrumentation> {
  const { IORedisInstrumentation: Instrumentation } =
    await import('@opentelemetry/instrumentation-ioredis')
  const instrumentation = new Instrumentation()
  for (const { patch } of instrumentation.init()) patch?.(ioredis)
  return instrumentation
}
