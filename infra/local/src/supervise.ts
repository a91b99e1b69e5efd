import { startChild, type Child, type ChildOptions } from './child.ts'
import type { Screen } from './screen.ts'

export interface Supervised {
  readonly name: string
  readonly pid: () => number
  /** Settles when the process is given up. */
  readonly failed: Promise<string>
  readonly stop: (graceMs: number) => Promise<void>
}

const MOST_STARTS = 5
const WITHIN_MS = 60_000

/**
 * Keep a process running: one that dies is started again, as compose and Kubernetes do it, and the terminal says so. Its
 * state comes from the ledger. A process that dies again and again is given up.
 */
export async function supervise(options: ChildOptions, screen: Screen): Promise<Supervised> {
  const { promise: failed, resolve: giveUp } = Promise.withResolvers<string>()
  const starts: number[] = []
  const stopping = new AbortController()
  let child = await startChild(options)
  let watching: Promise<void> = Promise.resolve()

  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const how = await child.ended
      if (stopping.signal.aborted) return
      starts.push(Date.now())
      const recent = starts.filter((at) => Date.now() - at < WITHIN_MS)
      if (recent.length > MOST_STARTS)
        return giveUp(`${options.name} died ${recent.length} times in a minute`)
      screen.warn(`${options.name} ended (${how}); starting it again`)
      const next = await startAgain(options)
      if (typeof next === 'string') return giveUp(next)
      child = next
      screen.good(`${options.name} is back (process ${child.pid})`)
    }
  }
  watching = watch()
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
  }
}

async function startAgain(options: ChildOptions): Promise<Child | string> {
  try {
    return await startChild(options)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
