import { findProcesses as findAll } from '@surefoot/servers/processes'
import { Redis } from 'ioredis'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const REDIS_WITHIN_MS = 5000

/** Match locks that nobody holds any more: after a drain there must be none. */
export async function findRedisLocks(redisUrl: string): Promise<string[]> {
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    connectTimeout: REDIS_WITHIN_MS,
    commandTimeout: REDIS_WITHIN_MS,
  })
  // The command that fails reports it.
  redis.on('error', () => undefined)
  const locks: string[] = []
  try {
    for await (const keys of redis.scanStream({ match: 'lock:*' })) locks.push(...keys)
  } finally {
    redis.disconnect()
  }
  return locks
}

/** Chromium's own locks, by which a profile looks as if it were in use. */
export async function findProfileLocks(profilesDir: string): Promise<string[]> {
  const files = await readdir(profilesDir, { recursive: true }).catch(() => [])
  return files
    .filter((file) => file.endsWith('SingletonLock'))
    .map((file) => join(profilesDir, file))
}

/**
 * Processes that carry a stack's mark in their environment: its services, its bookmakers, its browsers. On a system
 * without `/proc` none can be found.
 */
export function findMarked(mark: string): ReturnType<typeof findAll> {
  return findAll({ variable: 'SUREFOOT_STACK', value: mark })
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
