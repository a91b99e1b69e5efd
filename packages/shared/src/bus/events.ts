import { context } from '@opentelemetry/api'
import type { z } from 'zod'
import type { Body, EventDefinition } from '../messages/define.ts'
import { messageSpan } from '../runtime/span-message.ts'
import { isTraced, withSpan, withSpanNow } from '../runtime/span.ts'
import { endSubscription } from './closing.ts'
import { logFailure, reportMalformed, type Connection, type Listener } from './connection.ts'
import { readTrace, writeHeaders } from './headers.ts'
import { readMessage } from './read-body.ts'
import { subjectFor, subjectOf, type ScopeFilter } from './subject.ts'

export interface SubscribeOptions {
  readonly scope?: ScopeFilter
  /** Share the events among the instances of the service, instead of each getting all. */
  readonly isShared?: boolean
}

/** Tell a fact to whoever listens. What belongs to no trace, as a quote or a heartbeat does, begins none. */
export function publish<B extends Body>(
  connection: Connection,
  definition: EventDefinition<B>,
  body: z.input<B>,
): void {
  if (connection.nats.isClosed()) return
  const subject = subjectOf(definition, body)
  const send = (): void =>
    connection.nats.publish(subject, JSON.stringify(body), { headers: writeHeaders() })
  if (isTraced()) withSpanNow(...messageSpan('publish', { definition, subject, body }), send)
  else send()
}

/** Listen to a fact, one at a time in the order of arrival. A handler that throws is logged; the next event comes. */
export function subscribe<B extends Body>(
  connection: Connection,
  definition: EventDefinition<B>,
  handler: (body: z.output<B>) => void | Promise<void>,
  { scope = {}, isShared = false }: SubscribeOptions = {},
): Listener {
  const subject = subjectFor(definition, scope)
  const subscription = connection.nats.subscribe(
    subject,
    isShared ? { queue: connection.service } : {},
  )
  const shared = isShared ? { group: connection.service } : {}
  const handle = async (told: string, body: z.output<B>): Promise<void> => {
    const onFailed = logFailure(connection, told, 'an event was not handled')
    const step = (): Promise<void> => (async () => handler(body))().catch(onFailed)
    if (!isTraced()) return step()
    return withSpan(...messageSpan('process', { definition, subject: told, body, ...shared }), step)
  }
  const read = async (): Promise<void> => {
    for await (const message of subscription) {
      const body = readMessage(definition, message)
      if (!body.ok) {
        reportMalformed(connection, message.subject, body.fault)
        continue
      }
      await context
        .with(readTrace(message.headers), () => handle(message.subject, body.body))
        .catch(() => undefined)
    }
  }
  const reading = read().catch((error: unknown) => {
    connection.logger.error({ err: error, subject }, 'these events are not received any more')
  })
  const stop = async (): Promise<void> => {
    await endSubscription(connection, subscription)
    await reading
  }
  let stopping: Promise<void> | undefined
  return { subject, isClosed: () => subscription.isClosed(), stop: () => (stopping ??= stop()) }
}
