import { Fault, type Bus } from '@surefoot/shared/bus'
import type { Accepted, Body, RequestDefinition } from '@surefoot/shared/messages'
import type { z } from 'zod'

/** Far longer than any answer takes: the chain is verified for it. */
const DEADLINE_MS = 30_000

/** Ask the ledger what it has to know. Throws NoReply when it is silent, Fault when it refuses. */
export async function demand<B extends Body, R extends Body>(
  bus: Bus,
  definition: RequestDefinition<B, R>,
  body: z.input<B>,
): Promise<Accepted<R>> {
  const reply = await bus.request(definition, body, { deadlineMs: DEADLINE_MS })
  if (reply.ok) return reply
  throw new Fault(reply.code, `${definition.subject}: ${reply.message}`, 'halt')
}
