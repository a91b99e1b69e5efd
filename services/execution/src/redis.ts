import type { Logger } from '@surefoot/shared'
import { Redis } from 'ioredis'

const COMMAND_TIMEOUT_MS = 500

/**
 * Connect to Redis; it reconnects by itself for ever. A command that got no answer is an error at once and is never sent
 * a second time: by its defaults the client would, and a reservation would count twice.
 */
export function openRedis(url: string, logger: Logger): Redis & Disposable {
  const redis = new Redis(url, {
    commandTimeout: COMMAND_TIMEOUT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  })
  redis.on('error', (error) => logger.warn({ err: error }, 'Redis cannot be reached'))
  return Object.assign(redis, { [Symbol.dispose]: () => redis.disconnect() })
}
