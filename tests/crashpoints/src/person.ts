import type { Bus } from '@surefoot/shared/bus'
import {
  ledgerControl,
  ledgerExecution,
  ledgerSettle,
  type Control,
  type ExecutionRecord,
} from '@surefoot/shared/messages'

const WITHIN = { deadlineMs: 10_000 }
const ACTOR = 'a person'

/** What a person does and sees of a desk. */
export interface Person {
  readonly control: (deskId: string, change: Partial<Control>) => Promise<void>
  /** Undefined: the ledger has none. Throws if it does not say. */
  readonly readRecord: (executionId: string) => Promise<ExecutionRecord | undefined>
  /** Book every accepted bet as given back, so that nothing of it is looked after any more. */
  readonly settle: (record: ExecutionRecord) => Promise<void>
}

export function createPerson(bus: Bus): Person {
  return {
    control: async (deskId, change) => {
      const ask = { deskId, change, actor: ACTOR, reason: null }
      const reply = await bus.request(ledgerControl, ask, WITHIN)
      if (!reply.ok) throw new Error(reply.message)
    },
    readRecord: async (executionId) => {
      const reply = await bus.request(ledgerExecution, { executionId }, WITHIN)
      if (reply.ok) return reply
      // Anything else is not known, which is not "none".
      if (reply.code !== 'NOT_FOUND') throw new Error(reply.message)
      return undefined
    },
    settle: async ({ legs }) => {
      for (const { legId, state, receipt, stake } of legs) {
        if (state !== 'ACCEPTED') continue
        const returned = receipt?.stake ?? stake
        const ask = { legId, result: 'void' as const, returned, by: ACTOR }
        const reply = await bus.request(ledgerSettle, ask, WITHIN)
        if (!reply.ok) throw new Error(reply.message)
      }
    },
  }
}
