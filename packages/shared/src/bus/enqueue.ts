import { jetstream } from '@nats-io/jetstream'
import { jserrors } from '@nats-io/jetstream/internal'
import { RequestError } from '@nats-io/nats-core'
import type { z } from 'zod'
import type { Body, WorkDefinition } from '../messages/define.ts'
import { messageSpan } from '../runtime/span-message.ts'
import { withSpan } from '../runtime/span.ts'
import type { Connection } from './connection.ts'
import { Fault } from './fault.ts'
import { writeHeaders } from './headers.ts'

/**
 * Ring a doorbell. Returns once the queue has stored it; the same `id` twice is stored once. The queue is made by the
 * service that takes from it, and by no other. Throws Fault (reconcile) when it was not stored for sure.
 */
export async function enqueue<B extends Body>(
  connection: Connection,
  definition: WorkDefinition<B>,
  body: z.input<B>,
  { id }: { readonly id: string },
): Promise<void> {
  const { subject } = definition
  await withSpan(...messageSpan('publish', { definition, subject, body, id }), async () => {
    try {
      await jetstream(connection.nats).publish(definition.subject, JSON.stringify(body), {
        msgID: id,
        headers: writeHeaders(),
        timeout: 5000,
      })
    } catch (cause) {
      throw new Fault('NOT_ENQUEUED', describe(definition, cause), 'reconcile', { cause })
    }
  })
}

function describe({ subject, stream }: WorkDefinition, cause: unknown): string {
  // The client takes a missing queue for a server without any.
  const reason = cause instanceof jserrors.JetStreamNotEnabled ? cause.cause : undefined
  return reason instanceof RequestError && reason.isNoResponders()
    ? `${subject} was not stored: there is no queue ${stream}. The service that takes from it makes it when it starts: see that it runs`
    : `${subject} was not stored`
}
