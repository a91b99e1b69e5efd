import type { Consumer, ConsumerMessages } from '@nats-io/jetstream'
import { PermissionViolationError } from '@nats-io/nats-core'
import type { WorkDefinition } from '../messages/define.ts'
import type { Connection, TakenQueue } from './connection.ts'
import { openConsumer } from './work-consumer.ts'
import { matchStream } from './work-stream.ts'

/** A work queue as the process that takes from it has it: there, or not yet, or no more. */
export interface WorkQueue extends TakenQueue {
  /** Its messages, if it can be had now; undefined, and reported by name, if not. Throws when the server forbids it. */
  readonly open: (concurrency: number) => Promise<ConsumerMessages | undefined>
  /** It is to be opened again. */
  readonly lose: () => void
  /** Give it the copies that the cluster can keep by now. */
  readonly matchCopies: () => Promise<void>
}

export function createWorkQueue(connection: Connection, definition: WorkDefinition): WorkQueue {
  const { stream } = definition
  const { logger } = connection
  let consumer: Consumer | undefined
  let missing: string | undefined = `The queue ${stream} has not been opened yet.`
  const miss = (error: unknown): void => {
    const reason = `Nothing can be taken from the queue ${stream}: ${describe(error)}`
    if (reason === missing) return
    missing = reason
    logger.warn({ err: error, stream }, reason)
    connection.log({ level: 'warn', code: 'QUEUE_UNAVAILABLE', message: reason })
  }
  return {
    stream,
    open: async (concurrency) => {
      try {
        consumer = await openConsumer(connection, definition)
        const messages = await consume(consumer, concurrency)
        if (missing !== undefined) logger.info({ stream }, `work is taken from the queue ${stream}`)
        missing = undefined
        return messages
      } catch (error) {
        miss(error)
        // Waiting mends an outage, never a right that is missing.
        if (isForbidden(error)) throw error
        return undefined
      }
    },
    lose: () => {
      consumer = undefined
      missing ??= `The queue ${stream} is opened again.`
    },
    ask: async () => {
      if (consumer === undefined) throw new Error(missing)
      return consumer.info()
    },
    matchCopies: async () => {
      // A server that is alone can keep one, whatever it is asked.
      if (consumer === undefined || connection.nats.info?.cluster === undefined) return
      await matchStream(connection, definition).catch((error: unknown) => {
        logger.warn({ err: error, stream }, `the copies of the queue ${stream} were not changed`)
      })
    },
  }
}

async function consume(consumer: Consumer, concurrency: number): Promise<ConsumerMessages> {
  const messages = await consumer.consume({
    max_messages: concurrency,
    idle_heartbeat: 2000,
    expires: 5000,
  })
  void stopWhenErased(messages)
  return messages
}

/** Ends the reading when the stream or its consumer is gone, so that both are made again. */
async function stopWhenErased(messages: ConsumerMessages): Promise<void> {
  for await (const notice of messages.status()) {
    if (
      notice.type === 'stream_not_found' ||
      notice.type === 'consumer_not_found' ||
      notice.type === 'consumer_deleted' ||
      notice.type === 'no_responders'
    )
      messages.stop()
  }
}

function isForbidden(error: unknown): boolean {
  if (error instanceof PermissionViolationError) return true
  return error instanceof Error && error.cause instanceof PermissionViolationError
}

function describe(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `${reason}. See that JetStream is on at NATS and that most of its servers run. What the ledger holds is done without it.`
}
