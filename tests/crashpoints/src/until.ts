import { setTimeout as delay } from 'node:timers/promises'

/** Each look is a question to a ledger that all cases share. */
const EVERY_MS = 1000

/** Waits for a condition. Throws when it does not come in time; what a look throws is thrown on. */
export async function until(
  what: string,
  withinMs: number,
  isTrue: () => Promise<boolean>,
): Promise<void> {
  const giveUpAt = performance.now() + withinMs
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error(`${what}: not within ${withinMs} ms`)
    await delay(EVERY_MS)
  }
}
