import { judge } from './judge.ts'
import type { Report } from './report.ts'
import { startAll, type Run } from './run-all.ts'
import { openWorld } from './world.ts'

export interface CrashpointsOptions {
  readonly only: string
  readonly onRun: (run: Run) => void
}

/** Cases under way, on servers of their own that are gone when this is disposed. */
export interface Crashpoints extends AsyncDisposable {
  /** The runs of a scenario, once all its cases have ended. Throws if there is no such scenario. */
  readonly untilEnded: (scenario: string) => Promise<readonly Run[]>
  /** The verdict on what all cases left behind, once they have ended. */
  readonly judge: () => Promise<Report>
}

/** Start the cases; returns as soon as their servers are up. */
export async function openCrashpoints({ only, onRun }: CrashpointsOptions): Promise<Crashpoints> {
  const startedAt = new Date()
  await using stack = new AsyncDisposableStack()
  const world = stack.use(await openWorld())
  const running = startAll({ world, only, onRun })
  // The servers outlive the last case, also when nobody waits for it.
  stack.defer(async () => void (await running.all.catch(() => undefined)))
  const owned = stack.move()
  return {
    untilEnded: async (scenario) => {
      const ended = running.ofScenario.get(scenario)
      if (!ended) throw new Error(`there is no scenario ${scenario}`)
      return ended
    },
    judge: async () => {
      const verdict = await judge(world, await running.all, { isWhole: only === '' })
      const seconds = Math.round((Date.now() - startedAt.getTime()) / 100) / 10
      return { startedAt: startedAt.toISOString(), seconds, ...verdict }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Run the cases to their end and judge them. */
export async function runCrashpoints(options: CrashpointsOptions): Promise<Report> {
  await using crashpoints = await openCrashpoints(options)
  // Awaited here: what is returned without it outlives the servers.
  const report = await crashpoints.judge()
  return report
}
