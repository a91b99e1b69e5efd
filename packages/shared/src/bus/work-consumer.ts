import { AckPolicy, jetstream, type Consumer } from '@nats-io/jetstream'
import { nanos } from '@nats-io/nats-core'
import type { WorkDefinition } from '../messages/define.ts'
import type { Connection } from './connection.ts'
import { manage, matchStream, noneIfMissing } from './work-stream.ts'

/** How long a message may stay in a handler's hands without a word before another instance gets it. */
export const ACK_WAIT_MS = 10_000

const SETTINGS = { ack_wait: nanos(ACK_WAIT_MS), max_ack_pending: 256 }

/**
 * The consumer that the instances of a service share. It and the stream of the work queue are made if they are missing, and
 * changed where they differ.
 */
export async function openConsumer(
  connection: Connection,
  definition: WorkDefinition,
): Promise<Consumer> {
  const { nats, service } = connection
  const { stream } = definition
  await matchStream(connection, definition)
  const { consumers } = await manage(connection)
  const present = await consumers.info(stream, service).catch(noneIfMissing)
  if (present === undefined)
    await consumers.add(stream, {
      durable_name: service,
      ack_policy: AckPolicy.Explicit,
      ...SETTINGS,
    })
  else if (!isSame(present.config)) await consumers.update(stream, service, SETTINGS)
  return jetstream(nats).consumers.get(stream, service)
}

function isSame(config: { ack_wait?: number; max_ack_pending?: number }): boolean {
  return (
    config.ack_wait === SETTINGS.ack_wait && config.max_ack_pending === SETTINGS.max_ack_pending
  )
}
