import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream'
import { context } from '@opentelemetry/api'
import { setTimeout as delay } from 'node:timers/promises'
import type { z } from 'zod'
import type { Body, WorkDefinition } from '../messages/define.ts'
import { messageSpan } from '../runtime/span-message.ts'
import { withSpan } from '../runtime/span.ts'
import { logFailure, reportMalformed, type Connection, type Stoppable } from './connection.ts'
import { Fault } from './fault.ts'
import { readTrace } from './headers.ts'
import { readBody } from './read-body.ts'
import { ACK_WAIT_MS, openConsumer } from './work-stream.ts'

export interface WorkOptions {
  /** Messages in hand at once. */
  readonly concurrency?: number
}

type Handler<B extends Body> = (body: z.output<B>) => Promise<void>

const REOPEN_AFTER_MS = 500

/**
 * Take work from a queue. A message is acknowledged when its handler returns, so a process that dies leaves it to the
 * next; handlers are therefore idempotent. A malformed message, or a Fault whose remedy is `drop`, ends the message. If
 * the stream is erased while we listen, it is made again.
 */
export async function work<B extends Body>(
  connection: Connection,
  definition: WorkDefinition<B>,
  handler: Handler<B>,
  { concurrency = 8 }: WorkOptions = {},
): Promise<Stoppable> {
  const running = new Set<Promise<void>>()
  const closing = new AbortController()
  let messages: ConsumerMessages | undefined = await consume(connection, definition, concurrency)

  const reading = (async () => {
    while (!closing.signal.aborted) {
      try {
        messages ??= await consume(connection, definition, concurrency)
        if (closing.signal.aborted) messages.stop()
        for await (const message of messages) {
          const one = takeOne(connection, { definition, handler }, message)
          running.add(one)
          void one.finally(() => running.delete(one))
          if (running.size >= concurrency) await Promise.race(running)
        }
      } catch (error) {
        connection.logger.warn({ err: error, stream: definition.stream }, 'work queue lost')
      }
      messages = undefined
      if (!closing.signal.aborted) await delay(REOPEN_AFTER_MS)
    }
  })()
  const stop = async (): Promise<void> => {
    closing.abort()
    messages?.stop()
    await reading
    await Promise.all(running)
  }
  let stopping: Promise<void> | undefined
  return { stop: () => (stopping ??= stop()) }
}

async function consume(
  connection: Connection,
  definition: WorkDefinition,
  concurrency: number,
): Promise<ConsumerMessages> {
  const consumer = await openConsumer(connection, definition)
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

async function takeOne<B extends Body>(
  connection: Connection,
  { definition, handler }: { definition: WorkDefinition<B>; handler: Handler<B> },
  message: JsMsg,
): Promise<void> {
  const reading = readBody(definition.body, message)
  if (!reading.ok) {
    reportMalformed(connection, definition.subject, reading.fault)
    // Without a reason: servers before 2.10 take no notice of a term that gives one.
    message.term()
    return
  }
  const { body } = reading
  const { subject } = definition
  const group = connection.service
  const onFailed = logFailure(connection, subject, 'work was not done')
  const stillWorking = setInterval(() => message.working(), ACK_WAIT_MS / 3)
  try {
    await context.with(readTrace(message.headers), () =>
      withSpan(...messageSpan('process', { definition, subject, body, group }), () =>
        handler(body).catch(onFailed),
      ),
    )
    message.ack()
  } catch (error) {
    if (error instanceof Fault && error.remedy === 'drop') message.term()
  } finally {
    clearInterval(stillWorking)
  }
}
