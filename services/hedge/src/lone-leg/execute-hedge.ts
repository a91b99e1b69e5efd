/**
 * Owns a lone leg from its trigger until it is covered or a person has to decide.
 *
 * 1. Everything is decided from the ledger, so a trigger that comes again, or after a crash, goes on where it stopped (I12).
 * 2. One hedge leg at a time, each written with its step before it is placed, and placed once. Another follows only one that
 *    is proven to be no bet, and each choice is tried once.
 * 3. No hedge for a leg that is not alone (I6), none beyond the loss limit, and none that is late.
 */
import { latestHedge } from '@surefoot/execution-rules'
import { holdLease } from '@surefoot/ledger-client'
import type { ExecutionRecord, Leg } from '@surefoot/shared/messages'
import { attributesOf, withSpan } from '@surefoot/shared/runtime'
import { chooseHedge } from '../choice/choose-hedge.ts'
import type { Ports } from '../ports.ts'
import { concludeHedge } from './conclude-hedge.ts'
import { decideAct } from './decide-act.ts'
import { placeHedge } from './place-hedge.ts'

/** The open executions whose hedge was triggered and that a hedge can bring further now. Throws when the ledger is away. */
export async function findTriggered({ ledger }: Pick<Ports, 'ledger'>): Promise<string[]> {
  const { executions } = await ledger.unfinished({ isTriggered: true })
  return executions
    .filter((record) => record.execution.hedge_triggered && isWanting(decideAct(record)))
    .map(({ execution }) => execution.id)
}

function isWanting(act: ReturnType<typeof decideAct>): boolean {
  return act !== 'none' && act !== 'wait'
}

/**
 * Bring a lone leg as far as it can be brought now, unless another instance is at work on it. Throws when the ledger is away:
 * then it is to be called again.
 */
export async function holdHedge(ports: Ports, executionId: string): Promise<void> {
  const { instanceId, settings } = ports
  const resource = `execution:${executionId}:hedge`
  const lease = await holdLease(ports, { resource, holder: instanceId, ttlMs: settings.leaseMs })
  if (!lease.ok) return
  await using held = new AsyncDisposableStack()
  held.use(lease)
  await executeHedge(ports, executionId)
}

/** Bring a lone leg as far as it can be brought now. Throws when the ledger is away: then it is to be called again. */
export async function executeHedge(ports: Ports, executionId: string): Promise<void> {
  await withSpan('hedge', { attributes: attributesOf({ executionId }) }, async () => {
    const found = await ports.ledger.execution({ executionId })
    const planned = decideAct(found) === 'plan' ? await chooseHedge(ports, found) : found
    let record = await conclude(ports, planned)
    let hedge = legToPlace(record, undefined)
    while (hedge !== undefined) {
      record = await conclude(ports, await place(ports, hedge))
      hedge = legToPlace(record, hedge)
    }
    // The ledger takes the reason of the failure from the legs.
    if (decideAct(record) === 'close') await ports.ledger.close({ executionId, errorMessage: null })
  })
}

/** The hedge leg that is to be submitted now; never the one that just was, whatever the ledger has of it. */
function legToPlace(record: ExecutionRecord, placed: Leg | undefined): Leg | undefined {
  const hedge = latestHedge(record)
  return decideAct(record) === 'place' && hedge?.legId !== placed?.legId ? hedge : undefined
}

async function place(ports: Ports, hedge: Leg): Promise<ExecutionRecord> {
  await placeHedge(ports, hedge)
  return ports.ledger.execution({ executionId: hedge.executionId })
}

async function conclude(ports: Ports, record: ExecutionRecord): Promise<ExecutionRecord> {
  return decideAct(record) === 'conclude' ? concludeHedge(ports, record) : record
}
