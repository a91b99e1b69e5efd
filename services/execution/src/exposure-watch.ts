/**
 * Owns the comparison of Redis with the ledger.
 *
 * 1. An execution that is open is never drift: its process may be paused between the ledger's commit and Redis.
 * 2. A count that is behind the ledger is brought up to it, from the ledger. Nobody is halted for it.
 * 3. Drift is what nothing explains and two looks in a row have seen, because the two are not read at one instant. The desk
 *    is halted first, so that a process that dies before the rebuild finds the drift again.
 * 4. Redis that was erased is no drift: the ready mark is missing, and the counts are taken from the ledger first.
 */
import { Fault, METRICS, type ExecutionRecord } from '@surefoot/shared'
import { z } from 'zod'
import { decideDrift } from './decide-drift.ts'
import type { Difference } from './exposure-counter.ts'
import type { Ports } from './ports.ts'
import { settleExposure } from './settle-exposure.ts'

export interface ExposureWatch {
  /** Compare a desk once. Throws when the ledger or Redis is away. */
  readonly look: (deskId: string) => Promise<void>
}

const KEPT_DIFFERENCES = 20

export function createExposureWatch(ports: Ports): ExposureWatch {
  const suspicions = new Map<string, string>()
  return {
    look: async (deskId) => {
      const differences = await ports.exposure.compare(deskId)
      const drift: Difference[] = []
      for (const difference of differences) {
        if (await isDrift(ports, deskId, difference)) drift.push(difference)
      }
      const seen = JSON.stringify(drift)
      if (drift.length > 0 && suspicions.get(deskId) === seen) await endDrift(ports, deskId, drift)
      suspicions.set(deskId, seen)
    },
  }
}

async function isDrift(ports: Ports, deskId: string, difference: Difference): Promise<boolean> {
  const { account, executionId, countedMinor, ledgerMinor } = difference
  const record = await findRecord(ports, executionId)
  const verdict = decideDrift(record, difference)
  if (verdict !== 'behind' || record === undefined) return verdict === 'drift'
  await settleExposure(ports, record)
  const message = `Redis was behind the ledger with what account ${account} has outstanding, and was brought up to it`
  const details = { countedMinor, ledgerMinor }
  ports.bus.log({
    level: 'info',
    code: 'EXPOSURE_BEHIND',
    message,
    deskId,
    account,
    executionId,
    details,
  })
  return false
}

/** What the ledger holds of an execution; undefined if it knows none by this id, or the id is none. */
async function findRecord(
  { ledger }: Ports,
  executionId: string,
): Promise<ExecutionRecord | undefined> {
  if (!z.uuid().safeParse(executionId).success) return undefined
  try {
    return await ledger.execution({ executionId })
  } catch (error) {
    if (error instanceof Fault && error.code === 'NOT_FOUND') return undefined
    throw error
  }
}

async function endDrift(ports: Ports, deskId: string, drift: readonly Difference[]): Promise<void> {
  const places = `${drift.length} ${drift.length === 1 ? 'place' : 'places'}`
  const message = `What Redis counts as outstanding differed from the ledger in ${places}, and nothing explains it. It was counted again from the ledger; nothing new is opened. Find out what else writes to this Redis, then press Run.`
  METRICS.exposureDrift.add({})
  await haltNew(ports, deskId, message)
  ports.bus.log({
    level: 'error',
    code: 'EXPOSURE_DRIFT',
    message,
    deskId,
    details: { drift: drift.slice(0, KEPT_DIFFERENCES) },
  })
  await ports.exposure.rebuild(deskId)
}

/** A desk that is halted already stays as it is: this is not to loosen a person's HALT_ALL. */
async function haltNew({ ledger }: Ports, deskId: string, reason: string): Promise<void> {
  const change = { trading: 'HALT_NEW' } as const
  await ledger.control({ deskId, change, ifTrading: 'RUN', actor: 'execution', reason })
}
