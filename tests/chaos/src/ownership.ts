/**
 * Owns the answer to "may this be killed, stopped or erased?". Only what carries this run's own mark may.
 */
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, sep } from 'node:path'

/** Whether the process carries the stack's mark in its environment. A dead one does not. */
export async function isOfStack(pid: number, mark: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
  return environment.split('\0').includes(`SUREFOOT_STACK=${mark}`)
}

/** Whether the process works on data inside our folder. */
export async function worksIn(pid: number, dir: string): Promise<boolean> {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  return folder.startsWith(dir + sep)
}

/** The browser that runs on an account's profile, if it is the stack's: Chromium's lock names `<host>-<process id>`. */
export async function findBrowser(
  { profilesDir, mark }: { readonly profilesDir: string; readonly mark: string },
  { deskId, account }: { readonly deskId: string; readonly account: string },
): Promise<number | null> {
  const lock = join(profilesDir, deskId, account, 'SingletonLock')
  const [, host, digits] = /^(.*)-(\d+)$/.exec(await readlink(lock).catch(() => '')) ?? []
  const pid = Number(digits)
  return host === hostname() && (await isOfStack(pid, mark)) ? pid : null
}
