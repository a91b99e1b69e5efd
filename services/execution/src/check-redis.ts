import type { Bus, Logger } from '@surefoot/shared'
import type { Redis } from 'ioredis'

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
