import {
  Fault,
  ledgerClose,
  ledgerControl,
  ledgerDue,
  ledgerExecution,
  ledgerExecutions,
  ledgerExposure,
  ledgerHedge,
  ledgerLease,
  ledgerOpen,
  ledgerRecord,
  ledgerResize,
  ledgerStatement,
  ledgerUnfinished,
  type Accepted,
  type Body,
  type Bus,
  type Reply,
  type RequestDefinition,
} from '@surefoot/shared'
import type { z } from 'zod'

const DEADLINE_MS = 5000

type Ask<D extends RequestDefinition> = (body: z.input<D['body']>) => Promise<Reply<D['reply']>>
type Demand<D extends RequestDefinition> = (
  body: z.input<D['body']>,
) => Promise<Accepted<D['reply']>>

/** The audit service. Every question throws NoReply when it is silent; a demand also throws when it is refused. */
export interface Ledger {
  readonly open: Ask<typeof ledgerOpen>
  readonly resize: Ask<typeof ledgerResize>
  readonly close: Ask<typeof ledgerClose>
  readonly lease: Ask<typeof ledgerLease>
  readonly record: Demand<typeof ledgerRecord>
  readonly hedge: Demand<typeof ledgerHedge>
  readonly execution: Demand<typeof ledgerExecution>
  readonly executions: Demand<typeof ledgerExecutions>
  readonly unfinished: Demand<typeof ledgerUnfinished>
  readonly exposure: Demand<typeof ledgerExposure>
  readonly control: Demand<typeof ledgerControl>
  readonly due: Demand<typeof ledgerDue>
  readonly statement: Demand<typeof ledgerStatement>
}

export function createLedger(bus: Bus): Ledger {
  const ask =
    <B extends Body, R extends Body>(
      definition: RequestDefinition<B, R>,
    ): Ask<RequestDefinition<B, R>> =>
    (body) =>
      bus.request(definition, body, { deadlineMs: DEADLINE_MS })
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
    open: ask(ledgerOpen),
    resize: ask(ledgerResize),
    close: ask(ledgerClose),
    lease: ask(ledgerLease),
    record: demand(ledgerRecord),
    hedge: demand(ledgerHedge),
    execution: demand(ledgerExecution),
    executions: demand(ledgerExecutions),
    unfinished: demand(ledgerUnfinished),
    exposure: demand(ledgerExposure),
    control: demand(ledgerControl),
    due: demand(ledgerDue),
    statement: demand(ledgerStatement),
  }
}
