/**
 * Owns the one peculiarity of Postgres: it refuses to run as root. Then it runs as the system's `postgres`, or `nobody`,
 * who must reach its program and its data; what they cannot reach (a project under /root) is put under STATE_DIR.
 */
import { createHash } from 'node:crypto'
import { chmod, chown, cp, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { runCommand } from './run-command.ts'

const STATE_DIR = '/var/lib/surefoot'

export interface Identity {
  readonly uid: number
  readonly gid: number
}

/** Whom Postgres runs as; undefined where we are not root and it runs as ourselves. */
export async function findPostgresUser(): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([
      runCommand('id', ['-u', name]),
      runCommand('id', ['-g', name]),
    ])
    if (uid.ok && gid.ok) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and the system has no user postgres or nobody. Create one of them.',
  )
}

/** A folder for the server that its user can reach: `dir`, or one that stands for it. */
export async function reachableFolder(dir: string, user: Identity | undefined): Promise<string> {
  await mkdir(dir, { recursive: true })
  if (user === undefined || (await runCommand('test', ['-x', dir], user)).ok) return dir
  return openFolder(`data-${shortHash(dir)}`)
}

/** A folder of STATE_DIR that everyone may enter, whatever our umask. */
async function openFolder(name: string): Promise<string> {
  const folder = join(STATE_DIR, name)
  await mkdir(folder, { recursive: true })
  for (const each of [STATE_DIR, folder]) await chmod(each, 0o755)
  return folder
}

function shortHash(path: string): string {
  return createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12)
}

/** A path to the program that its user can run: its own, or that of a copy of its installation. */
export async function runnableProgram(path: string, user: Identity | undefined): Promise<string> {
  if (user === undefined || (await runCommand(path, ['--version'], { ...user, cwd: '/' })).ok)
    return path
  const installation = resolve(dirname(path), '..')
  const copy = await openFolder(`postgres-${shortHash(installation)}`)
  const copied = join(copy, 'bin/postgres')
  if ((await runCommand(copied, ['--version'], { ...user, cwd: '/' })).ok) return copied
  await rm(`${copy}.part`, { recursive: true, force: true })
  await cp(installation, `${copy}.part`, { recursive: true, verbatimSymlinks: true })
  await runCommand('chmod', ['-R', 'a+rX', `${copy}.part`])
  await rm(copy, { recursive: true, force: true })
  await rename(`${copy}.part`, copy)
  return copied
}

export async function giveTo(path: string, user: Identity | undefined): Promise<void> {
  if (user !== undefined) await chown(path, user.uid, user.gid)
}
