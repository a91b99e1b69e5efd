import { setTimeout as delay } from 'node:timers/promises'

const EVERY_MS = 200

/** Waits for a condition. Throws when it does not come in time. */
export async function until(
  what: string,
  withinMs: number,
  isTrue: () => boolean | Promise<boolean>,
): Promise<void> {
  const giveUpAt = performance.now() + withinMs
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error(`${what}: not within ${withinMs} ms`)
    await delay(EVERY_MS)
  }
}
