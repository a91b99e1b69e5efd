import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

export interface Holder {
  /** Null: another user's process, which the system does not name to us. */
  readonly pid: number | null
  readonly command: string
}

/** What has just ended lets go of its port within this. */
const CLOSING_MS = 3000
const CHECK_EVERY_MS = 50

/** Who listens on a port of loopback; undefined: nobody, it can be had. One that is being closed is waited for. */
export async function findHolder(port: number): Promise<Holder | undefined> {
  const giveUpAt = performance.now() + CLOSING_MS
  for (;;) {
    if (await canListen(port)) return undefined
    const { pid, isClosing } =
      process.platform === 'linux' ? await findInProc(port) : await findWithLsof(port)
    if (pid !== undefined) return { pid, command: await readCommand(pid) }
    if (!isClosing || performance.now() > giveUpAt)
      return { pid: null, command: 'a process of another user' }
    await delay(CHECK_EVERY_MS)
  }
}

async function canListen(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const probe = createServer()
  probe.once('error', () => resolve(false))
  probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  return promise
}

/** A line of `/proc/net/tcp`: number, local address, remote address, state, …, user and inode at the eighth and tenth place. */
const LISTENS = '0A'

interface Listener {
  readonly pid?: number
  /** No process has it open, and it is not another user's: it is about to go. */
  readonly isClosing: boolean
}

async function findInProc(port: number): Promise<Listener> {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = new Set<string>()
  const own = String(process.getuid?.())
  let isAnothers = false
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const text = await readFile(table, 'utf8').catch(() => '')
    for (const line of text.split('\n')) {
      const [, local = '', , state, , , , user, , inode = ''] = line.trim().split(/\s+/)
      if (state !== LISTENS || !local.endsWith(`:${wanted}`)) continue
      inodes.add(`socket:[${inode}]`)
      isAnothers ||= user !== own
    }
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  for (const pid of pids)
    if (await holdsOne(pid, inodes)) return { pid: Number(pid), isClosing: false }
  return { isClosing: !isAnothers }
}

async function holdsOne(pid: string, inodes: ReadonlySet<string>): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => [])
  for (const descriptor of descriptors) {
    const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')
    if (inodes.has(target)) return true
  }
  return false
}

async function findWithLsof(port: number): Promise<Listener> {
  const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'])
  const pid = /^p(\d+)$/m.exec(stdout)?.[1]
  return pid === undefined ? { isClosing: false } : { pid: Number(pid), isClosing: false }
}

/** What a process was started as, shortened; '' where the system does not say. */
async function readCommand(pid: number): Promise<string> {
  const text =
    process.platform === 'linux'
      ? (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')
      : (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout
  return text.trim().slice(0, 120)
}

async function run(command: string, args: readonly string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(command, args).catch(() => ({ stdout: '' }))
}
