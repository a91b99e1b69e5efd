import type { Logger } from '@surefoot/shared'
import { Redis } from 'ioredis'
import { leadsElsewhere } from './redis-refusal.ts'

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
