/**
 * Owns the answer to "is a server from an earlier start still at work in this folder?".
 * 1. A process is ours only if its working folder is the data folder: a process id alone may have been given to another.
 * 2. A server whose parent still lives is in use, and is left alone.
 */
import { readFile, readlink, realpath } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { runCommand } from './run-command.ts'

const LOOK_AGAIN_MS = 50

/** The data folder is in use by another run of this program that is still alive. */
class FolderInUse extends Error {
  readonly code = 'FOLDER_IN_USE'
}

interface Sighting {
  readonly folder: string
  readonly parentId: number
}

/** Ends what an earlier, killed run left behind in `dataDir`. Throws FolderInUse. */
export async function stopLeftover(pidFile: string, dataDir: string): Promise<void> {
  const noted = await readFile(pidFile, 'utf8').catch(() => '')
  const [pid = NaN, ownerId = NaN] = noted.split(' ').map(Number)
  if (!Number.isInteger(pid) || !(await isServerOf(pid, dataDir))) return
  if ((await look(pid))?.parentId === ownerId) {
    throw new FolderInUse(
      `${dataDir} is in use by process ${pid}, started by process ${ownerId}. Stop that one first, or use another folder.`,
    )
  }
  await endProcess(pid, () => isServerOf(pid, dataDir))
}

/** Asks a process to end (SIGINT is a quick, clean stop for all our servers), and makes it end after ten seconds. */
export async function endProcess(pid: number, isThere: () => Promise<boolean>): Promise<void> {
  const steps = [
    ['SIGINT', 10_000],
    ['SIGKILL', 5_000],
  ] as const
  for (const [signal, patienceMs] of steps) {
    if (!(await isThere())) return
    signalTo(pid, signal)
    const until = performance.now() + patienceMs
    while (performance.now() < until && (await isThere())) await pause(LOOK_AGAIN_MS)
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended between the look and the signal.
  }
}

/** Whether this process works in the folder, that is, serves it. */
export async function isServerOf(pid: number, dataDir: string): Promise<boolean> {
  const folder = await realpath(dataDir).catch(() => undefined)
  return folder !== undefined && (await look(pid))?.folder === folder
}

async function look(pid: number): Promise<Sighting | undefined> {
  return process.platform === 'linux' ? lookInProc(pid) : lookWithTools(pid)
}

async function lookInProc(pid: number): Promise<Sighting | undefined> {
  try {
    const folder = await readlink(`/proc/${pid}/cwd`)
    // `pid (name) state ppid …`; the name may hold spaces and brackets.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    return { folder, parentId: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }
  } catch {
    return undefined
  }
}

async function lookWithTools(pid: number): Promise<Sighting | undefined> {
  const folder = await runCommand('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn'])
  const parent = await runCommand('ps', ['-o', 'ppid=', '-p', String(pid)])
  const name = /^n(.+)$/m.exec(folder.stdout)?.[1]
  return name === undefined ? undefined : { folder: name, parentId: Number(parent.stdout) }
}
