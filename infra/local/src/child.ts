import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

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

export interface Child {
  readonly name: string
  readonly pid: number
  readonly ready: string
  /** How it ended: a signal or an exit code. */
  readonly ended: Promise<string>
  /** Ask it to end and wait; killed if it does not within the time. */
  readonly stop: (graceMs: number) => Promise<void>
}

/** It did not get ready: the message holds its last words. */
class ChildFailed extends Error {
  override readonly name = 'ChildFailed'
}

const LAST_WORDS = 12
const READY_WITHIN_MS = 60_000

/**
 * Start a Node process in a process group of its own, so that Ctrl-C reaches the stack alone and it decides the order.
 * The channel between us closes when we are killed; the child ends by that. Throws ChildFailed.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const child = fork(options.entry, {
    env: options.env,
    detached: true,
    silent: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const ended = untilEnded(child)
  const ready = await untilReady(child, options).catch(async (error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  writeFileSync(options.pidFile, String(child.pid))
  void ended.then(() => rmSync(options.pidFile, { force: true }))
  return {
    name: options.name,
    pid: child.pid ?? 0,
    ready,
    ended,
    stop: async (graceMs) => {
      child.kill('SIGTERM')
      // An open channel would keep its event loop alive.
      if (child.connected) child.disconnect()
      const late = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(late)
    },
  }
}

async function untilEnded(child: ChildProcess): Promise<string> {
  await once(child, 'exit')
  return child.signalCode ?? `code ${child.exitCode}`
}

async function untilReady(child: ChildProcess, options: ChildOptions): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const log = createWriteStream(options.logFile, { flags: 'a' })
  const words: string[] = []
  for (const output of [child.stdout, child.stderr]) {
    if (!output) continue
    createInterface({ input: output }).on('line', (line) => {
      log.write(`${line}\n`)
      words.push(line)
      if (words.length > LAST_WORDS) words.shift()
      const ready = options.readReady(line)
      if (ready !== undefined) resolve(ready)
    })
  }
  const fail = (why: string): void =>
    reject(new ChildFailed(`${options.name} ${why}. Its last words:\n${words.join('\n')}`))
  child.once('error', (error) => fail(error.message))
  child.once('exit', () => fail(`ended before it was ready`))
  // Later than the exit: its last words may still be on their way.
  child.once('close', () => log.end())
  const late = setTimeout(() => fail('was not ready in time'), READY_WITHIN_MS)
  return promise.finally(() => clearTimeout(late))
}
