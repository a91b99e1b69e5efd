/**
 * Owns the looking-after: every few seconds, what the ledger says is open, and what Redis holds of it. It is the only
 * thing that must be alive for safety; everything else only makes it prompt.
 */
import type { ExecutionRecord } from '@surefoot/shared'
import type { PresentLock } from './match-lock.ts'
import type { Ports } from './ports.ts'
import { recoverExecution } from './recover-execution.ts'
import type { Tasks } from './tasks.ts'

export interface Watchdog {
  /** Look once. Throws when the ledger or Redis is away; then the next look sees it all again. */
  readonly look: () => Promise<void>
}

/** What was strange at the last look. Seen again, it is no execution on its way between ledger and Redis. */
interface Suspicions {
  readonly drift: Map<string, string>
  locks: readonly PresentLock[]
}

export function createWatchdog(ports: Ports, tasks: Tasks): Watchdog {
  const suspicions: Suspicions = { drift: new Map(), locks: [] }
  // Kept here as well, because Redis may be erased.
  const desks = new Set<string>()
  return {
    look: async () => {
      const { executions, now } = await ports.ledger.unfinished({})
      for (const record of executions) {
        desks.add(record.execution.deskId)
        void tasks.run(record.execution.id, () => recoverExecution(ports, record, Date.parse(now)))
      }
      await releaseStaleLocks(ports, suspicions, executions)
      for (const deskId of await ports.exposure.desks()) desks.add(deskId)
      for (const deskId of desks) await compareExposure(ports, suspicions, deskId)
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
    const message = `The lock of ${matchId}, which no execution holds, was released`
    bus.log({ level: 'warn', code: 'STALE_LOCK', message, deskId })
  }
  suspicions.locks = idle
}

async function compareExposure(
  { bus, exposure }: Ports,
  suspicions: Suspicions,
  deskId: string,
): Promise<void> {
  const drift = await exposure.compare(deskId)
  const seen = JSON.stringify(drift)
  if (drift.length > 0 && suspicions.drift.get(deskId) === seen) {
    await exposure.rebuild(deskId)
    const message = `Exposure in Redis differed from the ledger in ${drift.length} places and was counted again`
    const details = { drift: drift.slice(0, 20) }
    bus.log({ level: 'warn', code: 'EXPOSURE_DRIFT', message, deskId, details })
  }
  suspicions.drift.set(deskId, seen)
}
