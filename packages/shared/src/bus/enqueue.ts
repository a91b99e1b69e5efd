import type { z } from 'zod'
import type { Body, WorkDefinition } from '../messages/define.ts'
import { withSpan } from '../runtime/span.ts'
import type { Connection } from './connection.ts'
import { Fault } from './fault.ts'
import { writeHeaders } from './headers.ts'
import { openStream } from './work-stream.ts'

/**
 * Ring a doorbell. Returns once the queue has stored it; the same `id` twice is stored once. The stream is made first
 * if it is missing. Throws Fault (reconcile) when it was not stored for sure.
 */
export async function enqueue<B extends Body>(
  connection: Connection,
  definition: WorkDefinition<B>,
  body: z.input<B>,
  { id }: { readonly id: string },
): Promise<void> {
  await withSpan(`enqueue ${definition.subject}`, { 'messaging.message.id': id }, async () => {
    try {
      const client = await openStream(connection, definition)
      await client.publish(definition.subject, JSON.stringify(body), {
        msgID: id,
        headers: writeHeaders(),
        timeout: 5000,
      })
    } catch (cause) {
      throw new Fault('NOT_ENQUEUED', `${definition.subject} was not stored`, 'reconcile', {
        cause,
      })
    }
  })
}
