import type { Msg } from '@nats-io/nats-core'
import { context, type Span } from '@opentelemetry/api'
import type { z } from 'zod'
import { refuse, type Body, type Reply, type RequestDefinition } from '../messages/define.ts'
import type { LedgerClock } from '../runtime/ledger-clock.ts'
import { messageSpan } from '../runtime/span-message.ts'
import { SPAN_ATTRIBUTES } from '../runtime/span-names.ts'
import { withSpan } from '../runtime/span.ts'
import { endSubscription } from './closing.ts'
import { logFailure, reportMalformed, type Connection, type Listener } from './connection.ts'
import { isInbox } from './inbox.ts'
import { failureHeaders, isPastDeadline, readTrace, replyHeaders } from './headers.ts'
import { readMessage } from './read-body.ts'
import { subjectFor, type ScopeFilter } from './subject.ts'

export interface ServeOptions {
  readonly scope?: ScopeFilter
  /**
   * Names a listener that shares its requests with no other instance: it gets all of them, and so do others that listen so.
   * Only one of them may answer.
   */
  readonly instance?: string
  /** The ledger's own replies state its clock. */
  readonly clock?: LedgerClock
}

/**
 * Answer a request; instances of a service share the work. A malformed body is refused and logged. A handler that
 * throws gives neither yes nor no, because nothing is known; its asker learns that at once and need not wait.
 */
export function serve<B extends Body, R extends Body>(
  connection: Connection,
  definition: RequestDefinition<B, R>,
  handler: (body: z.output<B>) => Promise<Reply<R>>,
  { scope = {}, instance, clock }: ServeOptions = {},
): Listener {
  const running = new Set<Promise<void>>()
  const subject = subjectFor(definition, scope)
  const subscription = connection.nats.subscribe(subject, {
    queue: instance === undefined ? connection.service : `${connection.service}.${instance}`,
    callback: (error, message) => {
      if (error) return
      const served = { definition, handler, isOneOfMany: instance !== undefined, clock }
      const answer = answerOne(connection, served, message)
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

const TOO_LATE = 'a request came when its asker had stopped waiting'

/** A reply that NATS does not pass on would be silence to its asker: it is refused by its size instead. */
function fitting({ nats }: Connection, subject: string, reply: string): string {
  const bytes = Buffer.byteLength(reply)
  const limit = nats.info?.max_payload ?? Infinity
  if (bytes <= limit) return reply
  const message = `The answer to ${subject} has ${bytes} bytes, and NATS passes on ${limit} (max_payload): ask for less, or raise max_payload. What was asked was carried out.`
  return JSON.stringify(refuse('REPLY_TOO_LARGE', message))
}

interface Served<B extends Body, R extends Body> {
  readonly definition: RequestDefinition<B, R>
  readonly handler: (body: z.output<B>) => Promise<Reply<R>>
  /** Another gets the same request, and may be the one that answers. */
  readonly isOneOfMany: boolean
  readonly clock: LedgerClock | undefined
}

async function answerOne<B extends Body, R extends Body>(
  connection: Connection,
  { definition, handler, isOneOfMany, clock }: Served<B, R>,
  message: Msg,
): Promise<void> {
  const respond = (text: string): void =>
    void message.respond(text, replyHeaders(clock?.read() ?? null))
  if (isPastDeadline(message.headers, connection.delays)) {
    connection.logger.warn({ subject: message.subject }, TOO_LATE)
    respond(JSON.stringify(refuse('TOO_LATE', `${TOO_LATE}; nothing was done.`)))
    return
  }
  if (!isInbox(message.reply)) {
    reportMalformed(connection, message.subject, 'its answer is not wanted in an inbox')
    return
  }
  const reading = readMessage(definition, message)
  if (!reading.ok) {
    reportMalformed(connection, message.subject, reading.fault)
    respond(JSON.stringify(refuse('MALFORMED', `The request is malformed: ${reading.fault}`)))
    return
  }
  const { body } = reading
  const { subject } = message
  const group = connection.service
  const onFailed = logFailure(connection, subject, 'a request was not answered')
  const answer = async (span: Span): Promise<void> => {
    const reply = await handler(body)
    if (!reply.ok) span.setAttribute(SPAN_ATTRIBUTES.refusal, reply.code)
    respond(fitting(connection, subject, JSON.stringify(reply)))
  }
  await context
    .with(readTrace(message.headers), () =>
      withSpan(...messageSpan('serve', { definition, subject, body, group }), (span) =>
        answer(span).catch(onFailed),
      ),
    )
    .catch(() => {
      if (!isOneOfMany) message.respond('', { headers: failureHeaders() })
    })
}
