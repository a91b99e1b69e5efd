import type { Msg } from '@nats-io/nats-core'
import { context } from '@opentelemetry/api'
import type { z } from 'zod'
import { refuse, type Body, type Reply, type RequestDefinition } from '../messages/define.ts'
import { withSpan } from '../runtime/span.ts'
import { endSubscription } from './closing.ts'
import { reportMalformed, type Connection, type Stoppable } from './connection.ts'
import { isPastDeadline, readTrace } from './headers.ts'
import { readBody } from './read-body.ts'
import { subjectFor, type ScopeFilter } from './subject.ts'

export interface ServeOptions {
  readonly scope?: ScopeFilter
}

/**
 * Answer a request; instances of a service share the work. A malformed body is refused and logged. A handler that
 * throws gives no answer, because nothing is known: the asker's deadline speaks.
 */
export function serve<B extends Body, R extends Body>(
  connection: Connection,
  definition: RequestDefinition<B, R>,
  handler: (body: z.output<B>) => Promise<Reply<R>>,
  { scope = {} }: ServeOptions = {},
): Stoppable {
  const running = new Set<Promise<void>>()
  const subscription = connection.nats.subscribe(subjectFor(definition, scope), {
    queue: connection.service,
    callback: (error, message) => {
      if (error) return
      const answer = answerOne(connection, { definition, handler }, message)
      running.add(answer)
      void answer.finally(() => running.delete(answer))
    },
  })
  const stop = async (): Promise<void> => {
    await endSubscription(connection, subscription)
    await Promise.all(running)
  }
  let stopping: Promise<void> | undefined
  return { stop: () => (stopping ??= stop()) }
}

async function answerOne<B extends Body, R extends Body>(
  connection: Connection,
  {
    definition,
    handler,
  }: {
    definition: RequestDefinition<B, R>
    handler: (body: z.output<B>) => Promise<Reply<R>>
  },
  message: Msg,
): Promise<void> {
  if (isPastDeadline(message.headers, Date.now())) return
  const reading = readBody(definition.body, message)
  if (!reading.ok) {
    reportMalformed(connection, message.subject, reading.fault)
    message.respond(
      JSON.stringify(refuse('MALFORMED', `The request is malformed: ${reading.fault}`)),
    )
    return
  }
  await context
    .with(readTrace(message.headers), () =>
      withSpan(
        `serve ${definition.subject}`,
        { 'messaging.destination.name': message.subject },
        async () => {
          message.respond(JSON.stringify(await handler(reading.body)))
        },
      ),
    )
    .catch((error: unknown) => {
      connection.logger.error(
        { err: error, subject: message.subject },
        'a request was not answered',
      )
    })
}
