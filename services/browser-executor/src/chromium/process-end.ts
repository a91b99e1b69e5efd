import { setTimeout as delay } from 'node:timers/promises'

const LOOK_AGAIN_MS = 20

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Wait until all processes are gone; false if some are left after `timeoutMs`. */
export async function awaitEnd(pids: readonly number[], timeoutMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + timeoutMs
  while (pids.some(isAlive)) {
    if (performance.now() > giveUpAt) return false
    await delay(LOOK_AGAIN_MS)
  }
  return true
}

/** End a process of our own at once; one that is gone already is no fault. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone between the look and the kill.
  }
}
