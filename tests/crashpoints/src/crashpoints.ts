import { judge } from './judge.ts'
import type { Report } from './report.ts'
import { runAll, type Run } from './run-all.ts'
import { openWorld } from './world.ts'

export interface CrashpointsOptions {
  readonly only: string
  readonly onRun: (run: Run) => void
}

/** Run the cases on servers of their own, which are gone afterwards, and judge them. */
export async function runCrashpoints({ only, onRun }: CrashpointsOptions): Promise<Report> {
  const startedAt = new Date()
  await using world = await openWorld()
  const runs = await runAll({ world, only, onRun })
  const verdict = await judge(world, runs, { isWhole: only === '' })
  const seconds = Math.round((Date.now() - startedAt.getTime()) / 100) / 10
  return { startedAt: startedAt.toISOString(), seconds, ...verdict }
}
