import { context } from '@opentelemetry/api'
import type { z } from 'zod'
import type { Body, EventDefinition } from '../messages/define.ts'
import { endSubscription } from './closing.ts'
import { reportMalformed, type Connection, type Stoppable } from './connection.ts'
import { readTrace, writeHeaders } from './headers.ts'
import { readBody } from './read-body.ts'
import { subjectFor, subjectOf, type ScopeFilter } from './subject.ts'

export interface SubscribeOptions {
  readonly scope?: ScopeFilter
  /** Share the events among the instances of the service, instead of each getting all. */
  readonly isShared?: boolean
}

/** Tell a fact to whoever listens. */
export function publish<B extends Body>(
  connection: Connection,
  definition: EventDefinition<B>,
  body: z.input<B>,
): void {
  if (connection.nats.isClosed()) return
  connection.nats.publish(subjectOf(definition, body), JSON.stringify(body), {
    headers: writeHeaders(),
  })
}

/** Listen to a fact, one at a time in the order of arrival. A handler that throws is logged; the next event comes. */
export function subscribe<B extends Body>(
  connection: Connection,
  definition: EventDefinition<B>,
  handler: (body: z.output<B>) => void | Promise<void>,
  { scope = {}, isShared = false }: SubscribeOptions = {},
): Stoppable {
  const subscription = connection.nats.subscribe(
    subjectFor(definition, scope),
    isShared ? { queue: connection.service } : {},
  )
  const reading = (async () => {
    for await (const message of subscription) {
      const body = readBody(definition.body, message)
      if (!body.ok) {
        reportMalformed(connection, message.subject, body.fault)
        continue
      }
      try {
        await context.with(readTrace(message.headers), () => handler(body.body))
      } catch (error) {
        connection.logger.error(
          { err: error, subject: message.subject },
          'an event was not handled',
        )
      }
    }
  })()
  const stop = async (): Promise<void> => {
    await endSubscription(connection, subscription)
    await reading
  }
  let stopping: Promise<void> | undefined
  return { stop: () => (stopping ??= stop()) }
}
