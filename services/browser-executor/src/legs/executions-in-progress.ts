/**
 * Knows which executions have begun in this process's browsers, so that a process that is told to stop closes none under
 * a leg: not under a second leg that follows its first, nor under a hedge, nor while an unknown bet is looked for.
 *
 * 1. An execution is in progress from its first slip here until the ledger says that it is closed.
 * 2. While it stops, no other begins here; what belongs to one in progress, and every hedge, goes on.
 * 3. It waits for so long and no longer: what is open then is its successor's to resolve, from the ledger.
 */
import { ledgerExecution } from '@surefoot/shared/messages'
import type { ExecutionsInProgress, Surroundings } from '../ports.ts'

type Needs = Pick<Surroundings, 'bus' | 'clock' | 'logger' | 'drainMs'>

const ASK_DEADLINE_MS = 2000
const ASK_AGAIN_MS = 200
/** So many are asked about at most; far more than a desk has open. */
const MOST = 200

export function createExecutionsInProgress(needs: Needs): ExecutionsInProgress {
  const begun = new Set<string>()
  let isStopping = false
  return {
    isStopping: () => isStopping,
    admit: ({ executionId, role }) => {
      if (isStopping && role !== 'H' && !begun.has(executionId)) return false
      // The newest last.
      begun.delete(executionId)
      begun.add(executionId)
      const [oldest] = begun
      if (begun.size > MOST && oldest !== undefined) begun.delete(oldest)
      return true
    },
    finish: async (hasBrowsers) => {
      isStopping = true
      await untilClosed(needs, begun, hasBrowsers)
    },
  }
}

async function untilClosed(
  needs: Needs,
  begun: Set<string>,
  hasBrowsers: () => boolean,
): Promise<void> {
  const { clock, logger, drainMs = 0 } = needs
  const giveUpAt = clock.monotonicMs() + drainMs
  while (hasBrowsers() && clock.monotonicMs() < giveUpAt) {
    for (const executionId of begun)
      if (await isClosed(needs, executionId)) begun.delete(executionId)
    if (begun.size === 0) return
    await clock.delay(ASK_AGAIN_MS)
  }
  if (drainMs > 0 && hasBrowsers())
    logger.warn({ executions: [...begun] }, 'stops before these executions are closed')
}

/** A ledger that is silent says nothing: a permit may have been given before it went. */
async function isClosed({ bus }: Needs, executionId: string): Promise<boolean> {
  try {
    const asked = { deadlineMs: ASK_DEADLINE_MS }
    const reply = await bus.request(ledgerExecution, { executionId }, asked)
    return !reply.ok || reply.execution.closedAt !== null
  } catch {
    return false
  }
}
