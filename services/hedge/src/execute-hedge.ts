/**
 * Owns a lone leg from its trigger until it is covered or a person has to decide.
 *
 * 1. Everything is decided from the ledger, so a trigger that comes again, or after a crash, goes on where it stopped (I12).
 * 2. One automatic attempt for each exposure: the ledger takes one hedge leg, written with its step before it is placed.
 * 3. No hedge for a leg that is not alone (I6), none beyond the loss limit, and none that is late.
 */
import { attributesOf, withSpan, type ExecutionRecord } from '@surefoot/shared'
import { chooseHedge } from './choose-hedge.ts'
import { concludeHedge } from './conclude-hedge.ts'
import { decideAct } from './decide-act.ts'
import { placeHedge } from './place-hedge.ts'
import type { Ports } from './ports.ts'

/** Bring a lone leg as far as it can be brought now. Throws when the ledger is away: then it is to be called again. */
export async function executeHedge(ports: Ports, executionId: string): Promise<void> {
  await withSpan('hedge', { attributes: attributesOf({ executionId }) }, async () => {
    const found = await ports.ledger.execution({ executionId })
    const planned = decideAct(found) === 'plan' ? await chooseHedge(ports, found) : found
    const placed = decideAct(planned) === 'place' ? await place(ports, planned) : planned
    const concluded = decideAct(placed) === 'conclude' ? await concludeHedge(ports, placed) : placed
    // The ledger takes the reason of the failure from the legs.
    if (decideAct(concluded) === 'close')
      await ports.ledger.close({ executionId, errorMessage: null })
  })
}

async function place(ports: Ports, record: ExecutionRecord): Promise<ExecutionRecord> {
  const hedge = record.legs.find(({ role }) => role === 'H')
  if (hedge) await placeHedge(ports, hedge)
  return ports.ledger.execution({ executionId: record.execution.id })
}
