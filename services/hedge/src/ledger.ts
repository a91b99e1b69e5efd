import {
  Fault,
  ledgerClose,
  ledgerExecution,
  ledgerHedge,
  ledgerRecord,
  type Accepted,
  type Body,
  type Bus,
  type RequestDefinition,
} from '@surefoot/shared'
import type { z } from 'zod'

const DEADLINE_MS = 5000

type Demand<D extends RequestDefinition> = (
  body: z.input<D['body']>,
) => Promise<Accepted<D['reply']>>

/** The audit service. A demand throws NoReply when it is silent, and Fault when it is refused. */
export interface Ledger {
  readonly execution: Demand<typeof ledgerExecution>
  readonly hedge: Demand<typeof ledgerHedge>
  readonly record: Demand<typeof ledgerRecord>
  readonly close: Demand<typeof ledgerClose>
}

export function createLedger(bus: Bus): Ledger {
  const demand =
    <B extends Body, R extends Body>(
      definition: RequestDefinition<B, R>,
    ): Demand<RequestDefinition<B, R>> =>
    async (body) => {
      const reply = await bus.request(definition, body, { deadlineMs: DEADLINE_MS })
      if (reply.ok) return reply
      // What the ledger does not know will not be known later.
      const remedy = reply.code === 'NOT_FOUND' ? 'drop' : 'retry'
      throw new Fault(reply.code, `${definition.subject}: ${reply.message}`, remedy)
    }
  return {
    execution: demand(ledgerExecution),
    hedge: demand(ledgerHedge),
    record: demand(ledgerRecord),
    close: demand(ledgerClose),
  }
}
