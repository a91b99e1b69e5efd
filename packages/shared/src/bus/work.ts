import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream'
import { context } from '@opentelemetry/api'
import { setTimeout as delay } from 'node:timers/promises'
import type { z } from 'zod'
import type { Body, WorkDefinition } from '../messages/define.ts'
import { every } from '../runtime/every.ts'
import { messageSpan } from '../runtime/span-message.ts'
import { withSpan } from '../runtime/span.ts'
import { logFailure, reportMalformed, type Connection, type Stoppable } from './connection.ts'
import { Fault } from './fault.ts'
import { readTrace } from './headers.ts'
import { readBody } from './read-body.ts'
import { ACK_WAIT_MS } from './work-consumer.ts'
import { createWorkQueue } from './work-queue.ts'

export interface WorkOptions {
  /** Messages in hand at once. */
  readonly concurrency?: number
}

type Handler<B extends Body> = (body: z.output<B>) => Promise<void>

const REOPEN_AFTER_MS = 500
/** A server without a quorum does not reply, and a process has more to do than to wait for its queue. */
const FIRST_WITHIN_MS = 2000
/** A server that was away when the queue was made may be back. */
const COPIES_EVERY_MS = 10_000

/**
 * Take work from a queue. A message is acknowledged when its handler returns, so a process that dies leaves it to the
 * next; handlers are therefore idempotent. A malformed message, or a Fault whose remedy is `drop`, ends the message. A queue
 * that cannot be had now, or that is erased while we listen, is made when it can be: nobody's start waits for it for long.
 * Throws when the server forbids it.
 */
export async function work<B extends Body>(
  connection: Connection,
  definition: WorkDefinition<B>,
  handler: Handler<B>,
  { concurrency = 8 }: WorkOptions = {},
): Promise<Stoppable> {
  const running = new Set<Promise<void>>()
  const closing = new AbortController()
  const queue = createWorkQueue(connection, definition)
  connection.queues.add(queue)
  const first = Promise.withResolvers<void>()
  // It may be decided after the start has stopped waiting for it.
  first.promise.catch(() => undefined)
  let messages: ConsumerMessages | undefined
  const takeAll = async (): Promise<void> => {
    messages = await queue.open(concurrency)
    first.resolve()
    if (closing.signal.aborted) messages?.stop()
    for await (const message of messages ?? []) {
      const one = takeOne(connection, { definition, handler }, message)
      running.add(one)
      void one.finally(() => running.delete(one))
      if (running.size >= concurrency) await Promise.race(running)
    }
  }
  const reading = (async () => {
    while (!closing.signal.aborted) {
      await takeAll().catch((error: unknown) => {
        connection.logger.warn({ err: error, stream: queue.stream }, 'work queue lost')
        first.reject(error)
      })
      queue.lose()
      if (!closing.signal.aborted) await delay(REOPEN_AFTER_MS)
    }
  })()
  const copies = every(COPIES_EVERY_MS, queue.matchCopies)
  const stop = async (): Promise<void> => {
    closing.abort()
    connection.queues.delete(queue)
    copies[Symbol.dispose]()
    messages?.stop()
    await reading
    await Promise.all(running)
  }
  let stopping: Promise<void> | undefined
  try {
    await Promise.race([first.promise, delay(FIRST_WITHIN_MS, undefined, { ref: false })])
  } catch (error) {
    await stop()
    throw error
  }
  return { stop: () => (stopping ??= stop()) }
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
