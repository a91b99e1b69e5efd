/**
 * Owns `lock:<desk>:<match>` in Redis. It spares the ledger a refused commit and is never what keeps a match to one
 * execution: that is the ledger's unique index.
 *
 * 1. A lock whose remaining time, by a clock that never jumps, is too short for an execution is not held.
 * 2. A failed release is logged: it never replaces a result, and the lock ends by itself.
 */
import { refuse, type Refusal } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import type { Redis } from 'ioredis'
import Redlock from 'redlock'
import { z } from 'zod'
import { refuseRedis } from '../exposure/redis-refusal.ts'
import type { HeldLock, MatchKey, MatchLock, PresentLock } from '../ports.ts'

export interface MatchLockOptions {
  readonly redis: Redis
  readonly logger: Logger
  readonly monotonicMs: () => number
  /** The lock ends by itself after `ttlMs`, and is of use while `leastMs` of it remain. */
  readonly ttlMs: number
  readonly leastMs: number
}

export function createMatchLock(options: MatchLockOptions): MatchLock {
  const { redis, logger } = options
  return {
    hold: (key) => hold(options, keyOf(key)),
    release: async (key) => {
      const removed = await redis.del(keyOf(key)).catch((error: unknown) => {
        logger.warn({ err: error, key: keyOf(key) }, 'a stale lock was not released')
        return 0
      })
      return removed > 0
    },
    list: () => list(redis),
  }
}

const PREFIX = 'lock:'

function keyOf({ deskId, matchId }: MatchKey): string {
  return `${PREFIX}${deskId}:${matchId}`
}

async function list(redis: Redis): Promise<PresentLock[]> {
  const locks: PresentLock[] = []
  for await (const keys of redis.scanStream({ match: `${PREFIX}*` })) {
    for (const key of z.array(z.string()).parse(keys)) {
      const [, deskId = '', ...match] = key.split(':')
      const token = await redis.get(key)
      if (token !== null) locks.push({ deskId, matchId: match.join(':'), token })
    }
  }
  return locks
}

async function hold(options: MatchLockOptions, key: string): Promise<HeldLock | Refusal> {
  const { redis, logger, monotonicMs, ttlMs, leastMs } = options
  // One for each question, so that an error of the connection is known to be this question's.
  const redlock = new Redlock([clientOf(redis)], { retryCount: 0 })
  const errors: unknown[] = []
  redlock.on('clientError', (error) => errors.push(error))
  const askedAt = monotonicMs()
  try {
    const lock = await redlock.lock(key, ttlMs)
    const release = async (): Promise<void> => {
      await lock.unlock().then(undefined, (error: unknown) => {
        logger.warn({ err: error, key }, 'a lock was not released')
      })
    }
    if (ttlMs - (monotonicMs() - askedAt) < leastMs) {
      await release()
      return refuse('LOCK_TOO_SHORT', 'Redis answered too late to lock the match. Try again.')
    }
    return { ok: true, [Symbol.asyncDispose]: release }
  } catch {
    return errors.length > 0
      ? refuseRedis(errors[0])
      : refuse('LOCKED', 'Another execution of this match is under way. Wait until it is closed.')
  }
}

type Answered = (error?: Error | null, answer?: unknown) => void

/** Redlock calls `evalsha` as well; its types do not say so. */
interface RedlockClient extends Redlock.CompatibleRedisClient {
  readonly evalsha: (hash: string, args: (string | number)[], answered: Answered) => void
}

/** Redis as redlock calls it: the arguments in one list, the answer to a callback. */
function clientOf(redis: Redis): RedlockClient {
  return {
    eval: (args: (string | number)[], answered: Answered) => {
      void redis.call('EVAL', args, answered)
    },
    evalsha: (hash, args, answered) => {
      void redis.call('EVALSHA', [hash, ...args], answered)
    },
  }
}
