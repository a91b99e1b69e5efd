import { Redis } from 'ioredis'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Match locks that nobody holds any more: after a drain there must be none. */
export async function findRedisLocks(redisUrl: string): Promise<string[]> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1 })
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
 * Processes of a stack that still run: those that carry its mark in their environment, and its servers. On a system
 * without `/proc` only the servers can be told.
 */
export async function findProcesses(
  mark: string,
  serverPids: readonly number[],
): Promise<string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const found: string[] = []
  for (const pid of pids) {
    if (Number(pid) === process.pid) continue
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
    if (!environment.includes(`SUREFOOT_STACK=${mark}`)) continue
    found.push(`${pid} ${await commandOf(pid)}`)
  }
  return [...found, ...serverPids.filter(isAlive).map((pid) => `${pid} server`)]
}

async function commandOf(pid: string): Promise<string> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.replaceAll('\0', ' ').slice(0, 120)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
