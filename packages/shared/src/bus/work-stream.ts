import {
  AckPolicy,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type Consumer,
} from '@nats-io/jetstream'
import { nanos } from '@nats-io/nats-core'
import type { WorkDefinition } from '../messages/define.ts'
import type { Connection } from './connection.ts'

/** How long a message may stay in a handler's hands without a word before another instance gets it. */
export const ACK_WAIT_MS = 10_000
/** Doorbells older than this ring for nothing: what matters is in the ledger. */
const LARGEST_AGE_MS = 10 * 60_000

/** The consumer that the instances of a service share; it and the stream of the work queue are made if they are missing. */
export async function openConsumer(
  { nats, service }: Connection,
  definition: WorkDefinition,
): Promise<Consumer> {
  // The check would ask for the whole account, which no service may.
  const manager = await jetstreamManager(nats, { checkAPI: false })
  await manager.streams.add({
    name: definition.stream,
    subjects: [definition.subject],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    max_age: nanos(LARGEST_AGE_MS),
    duplicate_window: nanos(120_000),
  })
  await manager.consumers.add(definition.stream, {
    durable_name: service,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    max_ack_pending: 256,
  })
  return jetstream(nats).consumers.get(definition.stream, service)
}
