import { setTimeout as pause } from 'node:timers/promises'
import type { Progress } from '../progress.ts'
import { LOCK_WAIT_S } from './apt.ts'
import { describeHolder, findLockHolder } from './lock-holder.ts'

const CHECK_EVERY_MS = 500
const REPORT_EVERY_MS = 15_000

export interface LockWait {
  readonly progress: Progress
  readonly signal?: AbortSignal | undefined
  readonly patienceMs?: number
}

/** Waits until no process holds one of the package manager's locks. The sentence says who held it to the end. */
export async function waitForLocks(
  files: readonly string[],
  { progress, signal, patienceMs = LOCK_WAIT_S * 1000 }: LockWait,
): Promise<string | undefined> {
  const startedAt = performance.now()
  let reportedAt = -REPORT_EVERY_MS
  for (;;) {
    const holder = await findLockHolder(files)
    if (holder === undefined) return undefined
    const waitedMs = performance.now() - startedAt
    const who = describeHolder(holder)
    if (waitedMs > patienceMs)
      return `${who} has held the package manager's lock ${holder.file} for ${minutes(waitedMs)}. Wait until it has ended, or end it, then start again.`
    if (waitedMs - reportedAt >= REPORT_EVERY_MS) {
      progress.step(
        `waiting for the package manager: ${who} holds its lock${waitedMs < 1000 ? '' : `, since ${minutes(waitedMs)}`}`,
      )
      reportedAt = waitedMs
    }
    await pause(CHECK_EVERY_MS, undefined, signal && { signal })
  }
}

function minutes(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} minutes`
}
