import { Fault, NoReply, type Bus } from '@surefoot/shared/bus'
import {
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
  readUnfinished,
  type Accepted,
  type Body,
  type Reply,
  type RequestDefinition,
} from '@surefoot/shared/messages'
import type { z } from 'zod'

const DEADLINE_MS = 5000

type Ask<D extends RequestDefinition> = (body: z.input<D['body']>) => Promise<Reply<D['reply']>>
type Demand<D extends RequestDefinition> = (
  body: z.input<D['body']>,
) => Promise<Accepted<D['reply']>>

/**
 * The audit service. Every question throws NoReply when it is silent or was interrupted; a demand also throws when it is
 * refused.
 */
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
    async (body) => {
      const reply = await bus.request(definition, body, { deadlineMs: DEADLINE_MS })
      // No answer of the ledger's: whoever asks does as if it had been silent, only sooner.
      if (!reply.ok && reply.code === 'LEDGER_INTERRUPTED')
        throw new NoReply('FAILED', definition.subject)
      return reply
    }
  const demand =
    <B extends Body, R extends Body>(
      definition: RequestDefinition<B, R>,
    ): Demand<RequestDefinition<B, R>> =>
    async (body) =>
      accept(definition.subject, await ask(definition)(body))
  return {
    open: ask(ledgerOpen),
    resize: ask(ledgerResize),
    close: ask(ledgerClose),
    lease: ask(ledgerLease),
    record: demand(ledgerRecord),
    hedge: demand(ledgerHedge),
    execution: demand(ledgerExecution),
    executions: demand(ledgerExecutions),
    unfinished: async (body) =>
      accept(ledgerUnfinished.subject, await readUnfinished(ask(ledgerUnfinished), body)),
    exposure: demand(ledgerExposure),
    control: demand(ledgerControl),
    due: demand(ledgerDue),
    statement: demand(ledgerStatement),
  }
}

function accept<R extends Body>(subject: string, reply: Reply<R>): Accepted<R> {
  if (reply.ok) return reply
  // What the ledger does not know will not be known later.
  const remedy = reply.code === 'NOT_FOUND' ? 'drop' : 'retry'
  throw new Fault(reply.code, `${subject}: ${reply.message}`, remedy)
}
