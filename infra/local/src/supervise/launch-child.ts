import { fork, type ChildProcess } from 'node:child_process'
import { createWriteStream, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { Launched } from './launched.ts'

export interface ChildOptions {
  readonly name: string
  /** The module that the process runs. */
  readonly entry: string
  readonly env: NodeJS.ProcessEnv
  readonly logFile: string
  readonly pidFile: string
  /** Reads a line of its output; what it returns is what the child is ready with. */
  readonly readReady: (line: string) => string | undefined
}

/** It did not get ready: the message holds its last lines. */
class ChildFailed extends Error {
  override readonly name = 'ChildFailed'
}

const LAST_LINES = 12
/** Its last lines may arrive later than its end. */
const LINES_LATER_MS = 300

/**
 * Launch a Node process in a process group of its own, so that Ctrl-C reaches the launcher alone and it decides the order.
 * The channel between the two closes when the launcher is killed; the child ends by that.
 */
export function launchChild(options: ChildOptions): Launched<string> {
  const child = fork(options.entry, {
    env: options.env,
    detached: true,
    silent: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const { promise: ended, resolve: end } = Promise.withResolvers<string>()
  child.once('exit', (code, signal) => end(signal ?? `code ${code}`))
  child.once('error', (error) => {
    if (child.pid === undefined) end(error.message)
  })
  const ready = untilReady(child, ended, options)
  // Whoever waits for `ended` alone must not fail by this.
  ready.catch(() => undefined)
  if (child.pid !== undefined) writeFileSync(options.pidFile, String(child.pid))
  void ended.then(() => rmSync(options.pidFile, { force: true }))
  return {
    pid: () => child.pid,
    ready,
    ended,
    askToEnd: () => {
      child.kill('SIGTERM')
      // An open channel would keep its event loop alive.
      if (child.connected) child.disconnect()
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

async function untilReady(
  child: ChildProcess,
  ended: Promise<string>,
  { name, logFile, readReady }: ChildOptions,
): Promise<string> {
  const { promise: ready, resolve } = Promise.withResolvers<string>()
  const log = createWriteStream(logFile, { flags: 'a' })
  const lines: string[] = []
  for (const output of [child.stdout, child.stderr]) {
    if (!output) continue
    createInterface({ input: output }).on('line', (line) => {
      log.write(`${line}\n`)
      lines.push(line)
      if (lines.length > LAST_LINES) lines.shift()
      const read = readReady(line)
      if (read !== undefined) resolve(read)
    })
  }
  const closed = new Promise<void>((done) => child.once('close', () => done()))
  void closed.then(() => log.end())
  const failed = ended.then(async (how) => {
    await Promise.race([closed, delay(LINES_LATER_MS)])
    throw new ChildFailed(
      `${name} ended before it was ready (${how}). Its last lines, also in ${logFile}:\n${lines.join('\n')}`,
    )
  })
  return Promise.race([ready, failed])
}
