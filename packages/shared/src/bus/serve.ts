import type { Msg } from '@nats-io/nats-core'
import { context, type Span } from '@opentelemetry/api'
import type { z } from 'zod'
import { refuse, type Body, type Reply, type RequestDefinition } from '../messages/define.ts'
import { messageSpan } from '../runtime/span-message.ts'
import { SPAN_ATTRIBUTES } from '../runtime/span-names.ts'
import { withSpan } from '../runtime/span.ts'
import { endSubscription } from './closing.ts'
import { logFailure, reportMalformed, type Connection, type Listener } from './connection.ts'
import { isInbox } from './inbox.ts'
import { isPastDeadline, readTrace } from './headers.ts'
import { readBody } from './read-body.ts'
import { subjectFor, type ScopeFilter } from './subject.ts'

export interface ServeOptions {
  readonly scope?: ScopeFilter
  /**
   * Names a listener that shares its requests with no other instance: it gets all of them, and so do others that listen so.
   * Only one of them may answer.
   */
  readonly instance?: string
}

/**
 * Answer a request; instances of a service share the work. A malformed body is refused and logged. A handler that
 * throws gives no answer, because nothing is known: the asker's deadline speaks.
 */
export function serve<B extends Body, R extends Body>(
  connection: Connection,
  definition: RequestDefinition<B, R>,
  handler: (body: z.output<B>) => Promise<Reply<R>>,
  { scope = {}, instance }: ServeOptions = {},
): Listener {
  const running = new Set<Promise<void>>()
  const subject = subjectFor(definition, scope)
  const subscription = connection.nats.subscribe(subject, {
    queue: instance === undefined ? connection.service : `${connection.service}.${instance}`,
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
  return { subject, isClosed: () => subscription.isClosed(), stop: () => (stopping ??= stop()) }
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
  if (!isInbox(message.reply)) {
    reportMalformed(connection, message.subject, 'its answer is not wanted in an inbox')
    return
  }
  const reading = readBody(definition.body, message)
  if (!reading.ok) {
    reportMalformed(connection, message.subject, reading.fault)
    message.respond(
      JSON.stringify(refuse('MALFORMED', `The request is malformed: ${reading.fault}`)),
    )
    return
  }
  const { body } = reading
  const { subject } = message
  const group = connection.service
  const onFailed = logFailure(connection, subject, 'a request was not answered')
  const answer = async (span: Span): Promise<void> => {
    const reply = await handler(body)
    if (!reply.ok) span.setAttribute(SPAN_ATTRIBUTES.refusal, reply.code)
    message.respond(JSON.stringify(reply))
  }
  await context
    .with(readTrace(message.headers), () =>
      withSpan(...messageSpan('serve', { definition, subject, body, group }), (span) =>
        answer(span).catch(onFailed),
      ),
    )
    .catch(() => undefined)
}
