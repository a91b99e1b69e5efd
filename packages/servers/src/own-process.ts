import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { endProcess, stopLeftover } from './leftover.ts'
import { runCommand } from './run-command.ts'

const READY_MS = 60_000
const LOOK_AGAIN_MS = 20

export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  /** The server's folder: its process id and its log are here, its data in `data`. */
  readonly dir: string
  readonly env?: NodeJS.ProcessEnv
  readonly uid?: number
  readonly gid?: number
  /** Whether it, and not another that took its port, answers. */
  readonly isReady: () => Promise<boolean>
  /** Ends it while it is not ready; the start throws the signal's reason then. */
  readonly abandoned?: AbortSignal | undefined
}

export interface OwnProcess {
  readonly pid: number
  /** How it ended: a signal or an exit code. */
  readonly ended: Promise<string>
  signal(name: 'SIGINT' | 'SIGKILL'): void
  stop(): Promise<void>
}

/** The process ended before it was ready. The message has its last words. */
export class StartFailed extends Error {
  readonly code = 'START_FAILED'
}

export const dataFolder = (dir: string): string => join(dir, 'data')

/** Makes the folder a server's own: nothing of an earlier run is left at work in it. Throws FolderInUse. */
export async function claimFolder(dir: string): Promise<void> {
  await mkdir(dataFolder(dir), { recursive: true })
  await stopLeftover(join(dir, 'server.pid'), dataFolder(dir))
}

/**
 * Starts a server and waits until it answers. Ctrl-C in the terminal does not reach it (the services drain first);
 * on Linux it ends by itself if this process is killed. Throws StartFailed.
 */
export async function startProcess(launch: Launch): Promise<OwnProcess> {
  const pidFile = join(launch.dir, 'server.pid')
  const logFile = join(launch.dir, 'server.log')
  const log = await open(logFile, 'w')
  const [command = launch.command, ...args] = [...(await guard()), launch.command, ...launch.args]
  const child = spawn(command, args, {
    cwd: dataFolder(launch.dir),
    env: launch.env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...(launch.uid === undefined ? {} : { uid: launch.uid, gid: launch.gid }),
  })
  const failure = new Promise<Error>((resolve) => child.once('error', resolve))
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`)),
  )
  await log.close()
  const { pid } = child
  if (pid === undefined) {
    throw new StartFailed(`${launch.command} could not be started.`, { cause: await failure })
  }
  await writeFile(pidFile, `${pid} ${process.pid}`)
  void ended.then(() => rm(pidFile, { force: true }))
  const stop = () => endProcess(pid, () => Promise.resolve(isRunning(child)))
  await waitUntilReady(child, launch, logFile).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    pid,
    ended,
    signal: (name) => void child.kill(name),
    stop,
  }
}

async function waitUntilReady(child: ChildProcess, launch: Launch, logFile: string): Promise<void> {
  const until = performance.now() + READY_MS
  while (performance.now() < until) {
    launch.abandoned?.throwIfAborted()
    if (!isRunning(child)) break
    if (await launch.isReady()) return
    await pause(LOOK_AGAIN_MS)
  }
  const words = await readFile(logFile, 'utf8')
  throw new StartFailed(
    `${launch.command} did not become ready. Its last words (${logFile}):\n${words.trim().split('\n').slice(-5).join('\n')}`,
  )
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

/** On Linux, a prefix that makes the kernel end the server when we end, however we end. */
async function guard(): Promise<string[]> {
  if (process.platform !== 'linux') return []
  const prefix = ['--pdeathsig', 'INT', '--']
  const works = await runCommand('setpriv', [...prefix, 'true'])
  return works.ok ? ['setpriv', ...prefix] : []
}
