import { Fault } from '@surefoot/shared'
import { chmod, mkdir, readFile, readlink, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { AccountId } from '../ports.ts'
import { isAlive } from './process-end.ts'

/** Chromium's own locks. The account's lease in the ledger is what keeps a second browser out. */
const LOCKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket']
/** How long a browser whose executor was killed may take to end. */
const LAST_OWNER_MS = 8000
const LOOK_AGAIN_MS = 100

/**
 * The account's own profile folder, readable by nobody else, free of locks that a killed browser left. Throws Fault
 * PROFILE_IN_USE if a browser still runs on it.
 */
export async function openProfile(profilesDir: string, id: AccountId): Promise<string> {
  const dir = join(profilesDir, id.deskId, id.account)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await chmod(dir, 0o700)
  const giveUpAt = performance.now() + LAST_OWNER_MS
  for (let owner = await readOwner(dir); owner !== null; owner = await readOwner(dir)) {
    if (performance.now() > giveUpAt)
      throw new Fault('PROFILE_IN_USE', `process ${owner} still uses ${dir}; end it`, 'drop')
    await delay(LOOK_AGAIN_MS)
  }
  await releaseProfile(dir)
  return dir
}

export async function releaseProfile(dir: string): Promise<void> {
  for (const lock of LOCKS) await rm(join(dir, lock), { force: true })
}

/** The living process that holds the profile. Its lock is a link to `<host>-<process id>`. */
export async function readOwner(dir: string): Promise<number | null> {
  const link = await readlink(join(dir, 'SingletonLock')).catch(() => '')
  const [, host, digits] = /^(.*)-(\d+)$/.exec(link) ?? []
  const pid = Number(digits)
  if (host !== hostname() || !isAlive(pid)) return null
  // Another process may have got the number of one that is gone. Where there is no /proc, the number is believed.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => dir)
  return command.includes(dir) ? pid : null
}
