/**
 * Owns the looking-after: every few seconds, what the ledger says is open, and what Redis holds of it. It is the only
 * thing that must be alive for safety; everything else only makes it prompt.
 */
import type { ExecutionRecord } from '@surefoot/shared/messages'
import { METRICS } from '@surefoot/shared/runtime'
import pMap from 'p-map'
import { healExposure } from '../exposure/settle-exposure.ts'
import type { Ports, PresentLock } from '../ports.ts'
import type { Tasks } from '../tasks.ts'
import { recoverExecution } from './recover-execution.ts'

export interface Watchdog {
  /**
   * Look once. Throws when the ledger or Redis is away, or a desk could not be compared, after all others were; then the
   * next look sees it all again.
   */
  readonly look: () => Promise<void>
}

/**
 * One desk is not to wait for the round trips of hundreds, nor the counts of one to stay wrong behind a desk that cannot
 * be compared; and the ledger has other work.
 */
const COMPARED_AT_ONCE = 8

/** The locks that no open execution held at the last look. Seen again, they are no execution on its way to the ledger. */
interface Suspicions {
  locks: readonly PresentLock[]
}

export function createWatchdog(ports: Ports, tasks: Tasks): Watchdog {
  const suspicions: Suspicions = { locks: [] }
  // Kept here as well, because Redis may be erased.
  const desks = new Set<string>()
  return {
    look: async () => {
      const { executions, now } = await ports.ledger.unfinished({})
      for (const record of executions) {
        desks.add(record.execution.deskId)
        void tasks.run(record.execution.id, () => recoverExecution(ports, record, Date.parse(now)))
      }
      const { accounts } = await ports.ledger.due({})
      for (const { deskId } of accounts) desks.add(deskId)
      await releaseStaleLocks(ports, suspicions, executions)
      for (const deskId of await ports.exposure.desks()) desks.add(deskId)
      await pMap(desks, (deskId) => healExposure(ports, deskId), {
        concurrency: COMPARED_AT_ONCE,
        stopOnError: false,
      })
    },
  }
}

/** A lock without an open execution is its process's on the way to the ledger, or a dead one's. */
async function releaseStaleLocks(
  { bus, lock }: Ports,
  suspicions: Suspicions,
  executions: readonly ExecutionRecord[],
): Promise<void> {
  const locks = await lock.list()
  const idle = locks.filter(
    ({ deskId, matchId }) =>
      !executions.some(({ execution: one }) => one.deskId === deskId && one.matchId === matchId),
  )
  const stale = idle.filter(({ token }) => suspicions.locks.some((seen) => seen.token === token))
  for (const { deskId, matchId } of stale) {
    await lock.release({ deskId, matchId })
    METRICS.watchdogActs.add({ act: 'released_lock' })
    const message = `The lock of ${matchId}, which no execution holds, was released`
    bus.log({ level: 'warn', code: 'STALE_LOCK', message, deskId })
  }
  suspicions.locks = idle
}
