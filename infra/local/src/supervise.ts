import { setTimeout as delay } from 'node:timers/promises'
import { startChild, type Child, type ChildOptions } from './child.ts'
import type { Screen } from './screen.ts'

export interface Supervised {
  readonly name: string
  readonly pid: () => number
  /** Settles when the process is given up. */
  readonly failed: Promise<string>
  readonly stop: (graceMs: number) => Promise<void>
  /** Ask it to end in order, and wait until its successor is ready. Throws when none comes. */
  readonly restart: (graceMs: number) => Promise<void>
}

const MOST_STARTS = 12
const WITHIN_MS = 60_000
/** Longer and longer, so that a server that is away for some seconds is waited for. */
const PAUSES_MS = [250, 500, 1000, 2000, 4000]

/**
 * Keep a process running: one that dies is started again, as compose and Kubernetes do it, and the terminal says so. Its
 * state comes from the ledger. A process that dies again and again is given up.
 */
export async function supervise(options: ChildOptions, screen: Screen): Promise<Supervised> {
  const { promise: failed, resolve: giveUp } = Promise.withResolvers<string>()
  const stopping = new AbortController()
  const mayStart = createPatience(options.name, giveUp)
  let child = await startChild(options)
  let successor = Promise.withResolvers<void>()

  const watch = async (): Promise<void> => {
    for (;;) {
      const how = await child.ended
      if (stopping.signal.aborted || !mayStart()) return
      screen.warn(`${options.name} ended (${how}); starting it again`)
      const next = await startAgain(options, { screen, mayStart, signal: stopping.signal })
      if (next === undefined) return
      child = next
      successor.resolve()
      successor = Promise.withResolvers<void>()
      screen.good(`${options.name} is back (process ${child.pid})`)
    }
  }
  const watching = watch()
  const gone = watching.then(() => {
    throw new Error(`${options.name} is not started again.`)
  })
  // Known to who waits for a successor; nobody else minds.
  gone.catch(() => undefined)
  return {
    name: options.name,
    pid: () => child.pid,
    failed,
    stop: async (graceMs) => {
      stopping.abort()
      await child.stop(graceMs)
      await watching
      await child.stop(graceMs)
    },
    restart: async (graceMs) => {
      const next = successor.promise
      await child.stop(graceMs)
      await Promise.race([next, gone])
    },
  }
}

/** Whether a process that ended, or did not come up, may be started once more. */
function createPatience(name: string, giveUp: (reason: string) => void): () => boolean {
  const ends: number[] = []
  return () => {
    ends.push(Date.now())
    const recent = ends.filter((at) => Date.now() - at < WITHIN_MS)
    if (recent.length <= MOST_STARTS) return true
    giveUp(`${name} died ${recent.length} times in a minute`)
    return false
  }
}

interface StartingAgain {
  readonly screen: Screen
  readonly mayStart: () => boolean
  readonly signal: AbortSignal
}

/** Start it until it comes up: what it needs may be away for some seconds. Undefined when it is given up or stopped. */
async function startAgain(
  options: ChildOptions,
  { screen, mayStart, signal }: StartingAgain,
): Promise<Child | undefined> {
  for (let tried = 0; !signal.aborted; tried += 1) {
    try {
      return await startChild(options)
    } catch (error) {
      screen.warn(error instanceof Error ? error.message : String(error))
      if (!mayStart()) return undefined
      const pauseMs = PAUSES_MS[Math.min(tried, PAUSES_MS.length - 1)]
      await delay(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }
  return undefined
}
