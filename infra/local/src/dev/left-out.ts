/**
 * Owns the instances that a stack leaves to a person to start: it writes their environment, notices when they run, and
 * ends them with the stack. It never starts one.
 *
 * 1. What is secret is in a file that its owner alone can read, and never on the screen.
 * 2. The stack ends no process but the one that listens on the health port of a left-out instance.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isAlive } from '../left-behind.ts'
import { ROOT, serviceEntry } from '../paths.ts'
import { findHolder } from '../ports/find-holder.ts'
import type { InstanceName, Process } from '../processes.ts'
import type { Screen } from '../screen.ts'
import { readServiceKeys } from '../service-keys.ts'
import type { Shutdown } from '../shutdown.ts'
import { chooseVariables, findOverruled, writeEnvFile } from './env-file.ts'

/** An instance as the stack would have started it. */
export interface Described {
  readonly instance: InstanceName
  readonly process: Process
  /** Its health port. */
  readonly health: number
  /** All on which it listens. */
  readonly ports: readonly number[]
  readonly environment: NodeJS.ProcessEnv
  /** How long it may take to end in order. */
  readonly graceMs: number
}

export interface LeftOutOptions {
  readonly dir: string
  readonly screen: Screen
  readonly shutdown: Shutdown
}

const CHECK_EVERY_MS = 500
/** A process at a breakpoint accepts a connection and does not reply. */
const REPLY_WITHIN_MS = 1000
const NODE = join('node_modules', '.bin', 'node')

/** One instance that a person starts. */
export class LeftOut {
  readonly name: InstanceName
  readonly #described: Described
  readonly #options: LeftOutOptions
  readonly #stopped = new AbortController()
  readonly #joined = Promise.withResolvers<void>()
  #watching: Promise<void> = Promise.resolve()
  #ending: Promise<void> | undefined
  #isUp = false
  /** It has replied as a service does: what listens there is no other program. */
  #hasReplied = false
  #pid = 0

  constructor(described: Described, options: LeftOutOptions) {
    this.name = described.instance
    this.#described = described
    this.#options = options
  }

  /** Whether it runs now. */
  isUp = (): boolean => this.#isUp

  pid = (): number => this.#pid

  kill = (): void => {
    if (this.#isUp && this.#pid > 0) send(this.#pid, 'SIGKILL')
  }

  /** Resolves once it has run. */
  get joined(): Promise<void> {
    return this.#joined.promise
  }

  /** Write its environment, print how it is started, and notice from now on when it runs. */
  async offer(): Promise<void> {
    const { dir, screen } = this.#options
    const { environment, process: left } = this.#described
    const keys = await readServiceKeys(left.service)
    const variables = chooseVariables({ environment, given: process.env, keys })
    const file = join(dir, 'dev', `${this.name}.env`)
    await mkdir(join(dir, 'dev'), { recursive: true, mode: 0o700 })
    await rm(file, { force: true })
    await writeFile(file, writeEnvFile(variables), { mode: 0o600 })
    const unset = findOverruled(variables, process.env).flatMap((name) => ['-u', name])
    const command = [
      ...(unset.length > 0 ? ['env', ...unset] : []),
      NODE,
      `--env-file=${shorten(file)}`,
      shorten(serviceEntry(left.service)),
    ]
    screen.warn(`${this.name} is left out. Start it in ${ROOT}, by hand or in a debugger:`)
    screen.plain(`    ${command.join(' ')}`)
    this.#watching = this.#watch()
  }

  /** Ask it to end, if it runs; it is killed when it has not ended within its grace. Its environment is removed. */
  end(): Promise<void> {
    this.#ending ??= this.#end()
    return this.#ending
  }

  async #end(): Promise<void> {
    this.#stopped.abort()
    await this.#watching
    const { graceMs, health } = this.#described
    const holder = this.#hasReplied ? await findHolder(health) : undefined
    if (holder?.pid) {
      const gone = this.#endProcess(holder.pid, graceMs)
      await this.#options.shutdown.during(`${this.name} to end (process ${holder.pid})`, gone)
    }
    await rm(join(this.#options.dir, 'dev', `${this.name}.env`), { force: true })
  }

  async #endProcess(pid: number, graceMs: number): Promise<void> {
    send(pid, 'SIGTERM')
    const until = performance.now() + graceMs
    while (isAlive(pid)) {
      if (performance.now() > until) {
        this.#options.screen.warn(`${this.name} did not end when asked to; killing process ${pid}`)
        send(pid, 'SIGKILL')
        return
      }
      await delay(CHECK_EVERY_MS / 10)
    }
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopped
    while (!signal.aborted) {
      const isUp = await this.#check()
      if (isUp !== undefined && isUp !== this.#isUp) await this.#onChange(isUp)
      await delay(CHECK_EVERY_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Whether it runs; undefined: not known, because it is starting or does not reply. */
  async #check(): Promise<boolean | undefined> {
    const { health } = this.#described
    try {
      const { status } = await fetch(`http://127.0.0.1:${health}/readyz`, {
        headers: { connection: 'close' },
        signal: AbortSignal.timeout(REPLY_WITHIN_MS),
      })
      this.#hasReplied ||= status === 200 || status === 503
      // One that has joined and lacks something now still runs.
      return status === 200 ? true : undefined
    } catch (error) {
      return error instanceof DOMException && error.name === 'TimeoutError' ? undefined : false
    }
  }

  async #onChange(isUp: boolean): Promise<void> {
    const { screen, shutdown } = this.#options
    this.#isUp = isUp
    if (!isUp) return screen.warn(`${this.name} is gone; start it again by the same command`)
    this.#pid = (await findHolder(this.#described.health))?.pid ?? 0
    shutdown.add(this)
    screen.good(`${this.name} has joined (process ${this.#pid})`)
    this.#joined.resolve()
  }
}

/** Until every one of them has run. Throws when the signal comes before. */
export async function untilJoined(
  leftOut: readonly LeftOut[],
  { screen, signal }: { readonly screen: Screen; readonly signal: AbortSignal },
): Promise<void> {
  const missing = leftOut.filter((one) => !one.isUp())
  if (missing.length === 0) return
  screen.step(`waiting for ${missing.map(({ name }) => name).join(', ')}`)
  const { promise: aborted, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  signal.throwIfAborted()
  await Promise.race([aborted, Promise.all(missing.map(({ joined }) => joined))])
  signal.throwIfAborted()
}

function send(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended in between.
  }
}

/** As it is written by somebody in the checkout. */
function shorten(path: string): string {
  const short = relative(ROOT, path)
  return short.startsWith('..') ? path : short
}
