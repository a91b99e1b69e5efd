import type { Bus } from '@surefoot/shared/bus'
import {
  ledgerChain,
  ledgerExecution,
  type AuditEvent,
  type ExecutionRecord,
} from '@surefoot/shared/messages'
import type { CountedStake, Evidence } from './evidence.ts'
import { demand } from './demand.ts'
import { readLedgerCounts } from './read-counts.ts'
import { readLinks } from './read-links.ts'

/** The most that the ledger gives at once. */
const PAGE = 500

export interface CollectOptions extends Pick<Evidence, 'bets' | 'caps' | 'isQuiet' | 'quota'> {
  readonly bus: Bus
  readonly deskIds: readonly string[]
  /** What Redis counts, as `readCounts` reads it; null: exposure is not compared. */
  readonly counts: readonly CountedStake[] | null
}

/**
 * Ask the ledger for all that the checker looks at: the whole chain, and every execution of the desks that it tells of.
 * Throws NoReply when the ledger is silent, Fault when it refuses.
 */
export async function collectEvidence(options: CollectOptions): Promise<Evidence> {
  const { bus, deskIds, counts, bets, caps, isQuiet, quota } = options
  const { links, isChainIntact } = await readChain(bus)
  return {
    bets,
    caps,
    isQuiet,
    quota,
    links,
    isChainIntact,
    records: await readRecords(bus, links, new Set(deskIds)),
    exposure: counts === null ? null : { ledger: await sumLedger(bus, deskIds), redis: counts },
  }
}

async function readChain(bus: Bus): Promise<Pick<Evidence, 'links' | 'isChainIntact'>> {
  const links: AuditEvent[] = []
  for (;;) {
    const after = links.at(-1)?.sequence ?? 0
    const { events, isIntact } = await demand(bus, ledgerChain, { after, limit: PAGE })
    links.push(...events)
    if (events.length < PAGE) return { links, isChainIntact: isIntact }
  }
}

async function readRecords(
  bus: Bus,
  links: readonly AuditEvent[],
  deskIds: ReadonlySet<string>,
): Promise<ExecutionRecord[]> {
  const executionIds = new Set(
    readLinks(links).facts.flatMap((fact) =>
      fact.kind === 'execution.opened' && deskIds.has(fact.details.legs.A.deskId)
        ? [fact.executionId]
        : [],
    ),
  )
  const records: ExecutionRecord[] = []
  for (const executionId of executionIds) {
    records.push(await demand(bus, ledgerExecution, { executionId }))
  }
  return records
}

async function sumLedger(bus: Bus, deskIds: readonly string[]): Promise<CountedStake[]> {
  const counts: CountedStake[] = []
  for (const deskId of deskIds) counts.push(...(await readLedgerCounts(bus, deskId)))
  return counts
}
