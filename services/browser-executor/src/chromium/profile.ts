import { Fault } from '@surefoot/shared/bus'
import { chmod, mkdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { AccountId } from '../ports.ts'
import { awaitEnd, isAlive, killNow } from './process-end.ts'

/** Chromium's own locks. The account's lease in the ledger is what keeps a second browser out. */
const LOCKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket']
/** How long a browser whose executor was killed may take to end by itself, and then by force. */
const LAST_OWNER_MS = 3000
const KILL_TIMEOUT_MS = 3000

/**
 * The account's own profile folder, readable by nobody else, free of locks that a killed browser left. A browser that
 * still runs on it is one of an executor that has lost the account (it hangs, or stands still): it is closed by force,
 * so that no bet leaves it any more. Throws Fault PROFILE_IN_USE if it does not end.
 */
export async function openProfile(profilesDir: string, id: AccountId): Promise<string> {
  const dir = join(profilesDir, id.deskId, id.account)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await chmod(dir, 0o700)
  const owner = await readOwner(dir)
  if (owner !== null) await endOwner(owner, dir)
  await releaseProfile(dir)
  await forbidSpeculation(dir)
  return dir
}

const preferences = z.looseObject({ net: z.looseObject({}).catch({}).default({}) })
/** Chromium's word for "never load a page ahead of its being asked for". */
const NEVER = 2

/**
 * A page that is fetched or drawn ahead (speculation rules) is not seen by whoever holds requests, and the tab then comes to
 * it without a request. No flag turns this off; the preference turns off all kinds of it.
 */
async function forbidSpeculation(dir: string): Promise<void> {
  const path = join(dir, 'Default', 'Preferences')
  const known = preferences.safeParse(parse(await readFile(path, 'utf8').catch(() => '{}')))
  // Chromium itself begins again with empty preferences where these cannot be read.
  const { net, ...others } = known.success ? known.data : { net: {} }
  const wanted = { ...others, net: { ...net, network_prediction_options: NEVER } }
  await mkdir(join(dir, 'Default'), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.new`, JSON.stringify(wanted), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function endOwner(owner: number, dir: string): Promise<void> {
  if (await awaitEnd([owner], LAST_OWNER_MS)) return
  killNow(owner)
  if (await awaitEnd([owner], KILL_TIMEOUT_MS)) return
  throw new Fault('PROFILE_IN_USE', `process ${owner} still uses ${dir}; end it`, 'drop')
}

/** Take left locks away; those of a living browser stay. */
export async function releaseProfile(dir: string): Promise<void> {
  if ((await readOwner(dir)) !== null) return
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
