import { findProcesses } from '@surefoot/servers/processes'
import { setTimeout as delay } from 'node:timers/promises'
import { findMarked } from '../left-behind.ts'
import type { Screen } from '../screen.ts'

/** What a killed launcher leaves ends by itself, when its channel closes: its browsers may have a leg to finish. */
const ENDS_BY_ITSELF_MS = 15_000
const KILLED_MS = 5000
const CHECK_EVERY_MS = 200

/** End what an earlier, killed run has left in a folder, found by that run's mark: first by waiting, then by force. */
export async function endLeftovers(
  mark: string,
  { screen, signal }: { readonly screen: Screen; readonly signal: AbortSignal },
): Promise<void> {
  const found = await findMarked(mark)
  if (found.length === 0) return
  screen.step(`waiting for ${found.length} processes of a run that was killed to end`)
  const seen = new Set<number>()
  const untilGone = (withinMs: number): Promise<boolean> =>
    untilNone(() => findLeft(mark, seen), { withinMs, signal })
  if (await untilGone(ENDS_BY_ITSELF_MS)) return
  for (const { pid, command } of await findLeft(mark, seen)) {
    screen.warn(`ending process ${pid} of a run that was killed: ${command}`)
    kill(pid)
  }
  if (!(await untilGone(KILLED_MS)))
    screen.warn('processes of a run that was killed do not end; they may hold ports')
}

/** Those that carry the mark, and those that did: one that is about to end shows its mark no more, and still holds its port. */
async function findLeft(mark: string, seen: Set<number>): ReturnType<typeof findMarked> {
  for (const { pid } of await findMarked(mark)) seen.add(pid)
  return findProcesses({ pids: [...seen] })
}

async function untilNone(
  find: () => ReturnType<typeof findMarked>,
  { withinMs, signal }: { readonly withinMs: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const until = performance.now() + withinMs
  for (;;) {
    if ((await find()).length === 0) return true
    if (performance.now() > until) return false
    await delay(CHECK_EVERY_MS, undefined, { signal })
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in between.
  }
}
