import type { Bus } from '@surefoot/shared/bus'
import { ledgerDesk } from '@surefoot/shared/messages'
import { setTimeout as delay } from 'node:timers/promises'

/** Answered so soon, nothing in a case is late: the shortest of its own deadlines is two seconds. */
const PROMPT_MS = 100
/** How long a slow machine is waited for: it has to go on as well. */
const PATIENCE_MS = 1500
/** Between two starts, so that what the first one asks of the machine is felt. */
const STEP_MS = 40

/** Gives the next start when the machine keeps up with all that is under way. */
export type Pace = () => Promise<void>

/**
 * One start at a time, each when the ledger answers promptly: deadlines are real, and a case that is late everywhere does
 * not come to its word.
 */
export function createPace(bus: Bus): Pace {
  let last: Promise<void> = Promise.resolve()
  return () => {
    last = last.then(() => untilPrompt(bus))
    return last
  }
}

async function untilPrompt(bus: Bus): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  do {
    const askedAt = performance.now()
    await delay(STEP_MS)
    await bus.request(ledgerDesk, { deskId: 'main' }, { deadlineMs: 60_000 })
    if (performance.now() - askedAt < STEP_MS + PROMPT_MS) return
  } while (performance.now() < giveUpAt)
}
