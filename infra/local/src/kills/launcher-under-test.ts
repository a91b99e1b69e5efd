import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isAlive } from '../left-behind.ts'
import { createOperator, type Operator } from '../pilot/operator.ts'
import { report, type Report } from '../report.ts'
import type { Screen } from '../screen.ts'
import type { Shutdown } from '../shutdown.ts'
import { openStack, type Stack } from '../stack.ts'
import { start } from '../start.ts'
import type { Kill } from './plan-kills.ts'

/** A real launcher in this process, whose Ctrl-C is pressed by `press`. */
export interface LauncherUnderTest {
  readonly press: () => void
  /** Resolves when the stack is up, or rejects when the launcher ended before. */
  readonly up: Promise<{ readonly stack: Stack; readonly operator: Operator }>
  /** Its exit code. */
  readonly ended: Promise<number>
  readonly report: () => Report
}

export interface UnderTestOptions {
  readonly dir: string
  readonly screen: Screen
  /** What is done at the first launch or at the stop of one process. */
  readonly kill?: Kill | undefined
}

const APART_MS = 100

/** Start a launcher on any free ports, with the pilot, until Ctrl-C. */
export function launch({ dir, screen, kill }: UnderTestOptions): LauncherUnderTest {
  const signals = new EventEmitter()
  const press = (): void => void signals.emit('SIGINT')
  const up = Promise.withResolvers<{ stack: Stack; operator: Operator }>()
  up.promise.catch(() => undefined)
  const ended = start(
    {
      isManual: false,
      forSeconds: null,
      reportFile: null,
      replicas: 1,
      port: null,
      isFresh: false,
      without: [],
    },
    {
      dir,
      screen,
      signals,
      open: async (options) => {
        const { shutdown } = options
        const isWatched = kill && kill.phase !== 'running' && shutdown
        const watched = isWatched ? { shutdown: watch(shutdown, { kill, press, dir }) } : {}
        const stack = await openStack({ ...options, ...watched })
        up.resolve({ stack, operator: createOperator(stack.gatewayUrls, stack.operatorToken) })
        return stack
      },
    },
  )
  ended.then(
    (code) => up.reject(new Error(`the launcher ended with ${code} before it was up`)),
    up.reject,
  )
  return {
    press,
    up: up.promise,
    ended,
    report: () => report.parse(JSON.parse(readFileSync(join(dir, 'report.json'), 'utf8'))),
  }
}

interface Watching {
  readonly kill: Kill
  readonly press: () => void
  readonly dir: string
}

/** The same shutdown; the process that is to die does so at its first launch, or when its end is waited for. */
function watch(shutdown: Shutdown, { kill, press, dir }: Watching): Shutdown {
  const stale = readServerPid(dir, kill.name)
  let isDone = false
  const strike = async (readPid: () => number | undefined): Promise<void> => {
    if (isDone) return
    isDone = true
    let pid = readPid()
    while (pid === undefined) {
      await delay(1)
      pid = readPid()
    }
    await killAround(pid, { order: kill.order, press })
  }
  const readNewServerPid = (): number | undefined => {
    const pid = readServerPid(dir, kill.name)
    return pid === stale ? undefined : pid
  }
  return {
    ...shutdown,
    add: (process) => {
      shutdown.add(process)
      if (kill.phase === 'starting' && process.name === kill.name)
        void strike(() => process.pid() || readNewServerPid())
    },
    during: (what, waited) => {
      const [, pid] = new RegExp(`^${kill.name} to end \\(process (\\d+)\\)$`).exec(what) ?? []
      if (kill.phase === 'stopping' && pid !== undefined) void strike(() => Number(pid))
      return shutdown.during(what, waited)
    },
  }
}

/** A server that is not ready yet is known by its file alone. */
function readServerPid(dir: string, name: string): number | undefined {
  try {
    const text = readFileSync(join(dir, name.toLowerCase(), 'server.pid'), 'utf8')
    return Number(text.split(' ')[0]) || undefined
  } catch {
    return undefined
  }
}

export interface Around {
  readonly order: Kill['order']
  readonly press: () => void
}

/** Kill a process, with Ctrl-C before it, at the same moment, or after it. */
export async function killAround(pid: number, { order, press }: Around): Promise<void> {
  if (order !== 'after') press()
  if (order === 'before') await delay(APART_MS)
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  if (order !== 'after') return
  await delay(APART_MS)
  press()
}
