/**
 * Owns one lane's process and everything that comes of it. A lane ends when its process has ended; one that has reported
 * its counts and goes on is ended here, and so is every process that it leaves behind. Both make the gate fail.
 */
import { findProcesses, type FoundProcess } from '@surefoot/servers/processes'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { COUNTS_FILE, readCounts, type Counts } from './counts.ts'

/** Every process that comes of a lane carries its value of this variable. */
export const RUN_MARK = 'SUREFOOT_TEST_RUN'

export interface LaneOptions {
  readonly name: string
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]]
  readonly print: (line: string) => void
  /** How long the process may take to end once it has reported its counts. */
  readonly graceMs: number
  readonly signal: AbortSignal
}

export interface LaneResult {
  readonly counts: Counts
  readonly seconds: number
  /** What went wrong beside the tests, a sentence each. */
  readonly faults: readonly string[]
}

const CHECK_EVERY_MS = 250

/** Run a lane to its end; what it prints is printed line by line under its name. */
export async function runLane(options: LaneOptions): Promise<LaneResult> {
  const { name, command, print, signal } = options
  const startedAt = performance.now()
  const dir = await mkdtemp(join(tmpdir(), 'surefoot-gate-'))
  const file = join(dir, 'counts.json')
  const mark = randomUUID()
  const [program, ...args] = command
  const child = spawn(program, args, {
    env: { ...process.env, [COUNTS_FILE]: file, [RUN_MARK]: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const output of [child.stdout, child.stderr])
    createInterface({ input: output }).on('line', (line) => print(`${name} │ ${line}`))
  const stop = (): void => void child.kill('SIGTERM')
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  const ended = once(child, 'exit').then(() => child.signalCode ?? child.exitCode)
  const faults: string[] = []
  try {
    const how = await Promise.race([ended, untilOverdue(file, options)])
    if (how === 'overdue') {
      faults.push(`${name} reported its counts and did not end within ${options.graceMs} ms`)
      child.kill('SIGKILL')
      await ended
    }
    const left = await endProcesses(mark)
    faults.push(...left.map(({ pid, command: of }) => `${name} left process ${pid} behind: ${of}`))
    const counts = await readCounts(file)
    if (counts === null) faults.push(`${name} ended (${how}) before it had counted its tests`)
    else if (how !== 0 && how !== 'overdue' && counts.failed === 0)
      faults.push(`${name} ended with ${how} though no test failed`)
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    return { counts: counts ?? { passed: 0, failed: 0, skipped: 0, failures: [] }, seconds, faults }
  } finally {
    signal.removeEventListener('abort', stop)
    await rm(dir, { recursive: true, force: true })
  }
}

async function untilOverdue(file: string, { graceMs, signal }: LaneOptions): Promise<'overdue'> {
  while (!signal.aborted && (await readCounts(file)) === null) await delay(CHECK_EVERY_MS)
  await delay(graceMs)
  return 'overdue'
}

/** Kill what still carries the mark; returns what that was. */
async function endProcesses(mark: string): Promise<FoundProcess[]> {
  const left = await findProcesses({ variable: RUN_MARK, value: mark })
  for (const { pid } of left) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended meanwhile.
    }
  }
  return left
}
