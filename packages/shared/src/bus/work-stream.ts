import {
  AckPolicy,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type Consumer,
  type JetStreamClient,
} from '@nats-io/jetstream'
import { nanos } from '@nats-io/nats-core'
import type { WorkDefinition } from '../messages/define.ts'
import type { Connection } from './connection.ts'

/** How long a message may stay in a handler's hands without a word before another instance gets it. */
export const ACK_WAIT_MS = 10_000
/** Doorbells older than this ring for nothing: what matters is in the ledger. */
const LARGEST_AGE_MS = 10 * 60_000

/** The stream of a work queue, made if it is missing. */
export async function openStream(
  { nats }: Connection,
  definition: WorkDefinition,
): Promise<JetStreamClient> {
  const manager = await jetstreamManager(nats)
  await manager.streams.add({
    name: definition.stream,
    subjects: [definition.subject],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    max_age: nanos(LARGEST_AGE_MS),
    duplicate_window: nanos(120_000),
  })
  return jetstream(nats)
}

/** The consumer that the instances of a service share. */
export async function openConsumer(
  connection: Connection,
  definition: WorkDefinition,
): Promise<Consumer> {
  const client = await openStream(connection, definition)
  const manager = await jetstreamManager(connection.nats)
  await manager.consumers.add(definition.stream, {
    durable_name: connection.service,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    max_ack_pending: 256,
  })
  return client.consumers.get(definition.stream, connection.service)
}
