/**
 * Owns the calls of apt-get.
 * 1. A lock that another package manager holds is waited for, whichever of its files it is.
 * 2. A download is interrupted by the signal; an installation is never ended half-way.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Progress } from '../progress.ts'
import type { Outcome } from '../run-command.ts'
import type { Apt } from './apt.ts'
import { findLockHolder } from './lock-holder.ts'
import { readStatus } from './read-status.ts'
import { waitForLocks } from './wait-for-locks.ts'

const PROGRAM = 'apt-get'
/** Between two lines of progress. */
const REPORT_EVERY_MS = 5_000
/** Apt gives up a server after two minutes: one that is silent for longer than several of these hangs. */
const SILENT_MS = 600_000
/** Two package managers that start at the same moment may meet again. */
const TRIES = 5

export interface AptOptions {
  readonly progress: Progress
  readonly env?: NodeJS.ProcessEnv
  /** Ends a download, as silence does. Left out, as for an installation: the call goes to its end. */
  readonly signal?: AbortSignal | undefined
  readonly patienceMs?: number
}

/** Runs apt-get to its end. A failure is an answer, not an exception. */
export async function runApt(
  apt: Apt,
  args: readonly string[],
  options: AptOptions,
): Promise<Outcome> {
  for (let left = TRIES; ; left -= 1) {
    const fault = await waitForLocks(apt.lockFiles, options)
    if (fault !== undefined) return { ok: false, stdout: '', fault }
    const outcome = await callOnce([...apt.options, ...args], options)
    if (outcome.ok || left === 1 || !(await hasLostLock(apt, outcome))) return outcome
  }
}

/** Apt has one exit code for everything; DPkg::Lock::Timeout covers neither the lists nor the archives. */
async function hasLostLock({ lockFiles }: Apt, { fault }: Outcome): Promise<boolean> {
  if (lockFiles.length === 0) return false
  return fault.includes('Could not get lock') || (await findLockHolder(lockFiles)) !== undefined
}

function callOnce(args: readonly string[], options: AptOptions): Promise<Outcome> {
  const { signal, progress, env = process.env } = options
  return new Promise((resolve) => {
    const child = spawn(PROGRAM, ['-o', 'APT::Status-Fd=3', ...args], {
      // RUNLEVEL=1: a package's own service is not started; we run the program ourselves.
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      // Ctrl-C in the terminal does not reach it: we decide what may be interrupted.
      detached: true,
    })
    const end = () => void child.kill('SIGINT')
    const silence = setTimeout(() => signal && end(), SILENT_MS)
    signal?.addEventListener('abort', end, { once: true })
    const output = { stdout: '', stderr: '' }
    collect(child.stdout, (text) => {
      output.stdout += text
      silence.refresh()
    })
    collect(child.stderr, (text) => (output.stderr += text))
    const [, , , status] = child.stdio
    if (status && 'read' in status) reportStatus(status, progress, () => silence.refresh())
    const finish = (ok: boolean, fault: string) => {
      clearTimeout(silence)
      signal?.removeEventListener('abort', end)
      resolve({ ok, stdout: output.stdout, fault })
    }
    child.once('error', ({ message }) => finish(false, `apt-get could not be run: ${message}.`))
    child.once('close', (code) =>
      code === 0 ? finish(true, '') : finish(false, `apt-get failed: ${readFault(output.stderr)}`),
    )
  })
}

function collect(stream: Readable | null, add: (text: string) => void): void {
  stream?.on('data', (chunk: Buffer) => add(chunk.toString()))
}

function reportStatus(stream: Readable, progress: Progress, onLine: () => void): void {
  let reportedAt = performance.now()
  createInterface({ input: stream }).on('line', (line) => {
    onLine()
    const status = readStatus(line)
    if (status === undefined || performance.now() - reportedAt < REPORT_EVERY_MS) return
    reportedAt = performance.now()
    progress.step(`  ${status.phase} … ${status.percent} %`)
  })
}

/** Apt's own errors; where there are none, its last line. */
function readFault(text: string): string {
  const lines = text.trim().split('\n')
  const errors = lines.filter((line) => line.startsWith('E: '))
  const [first = 'it gave no reason.'] = errors.length > 0 ? errors : lines.slice(-1)
  return first.replace(/^E: /, '').slice(0, 300)
}
