import {
  InvalidArgumentError,
  NoRespondersError,
  RequestError,
  TimeoutError,
} from '@nats-io/nats-core'
import type { Body, Reply, RequestDefinition } from '../messages/define.ts'
import type { z } from 'zod'
import { messageSpan } from '../runtime/span-message.ts'
import { SPAN_ATTRIBUTES } from '../runtime/span-names.ts'
import { withSpan } from '../runtime/span.ts'
import type { Connection } from './connection.ts'
import { Fault, NoReply } from './fault.ts'
import { hasFailed, readStamp, writeHeaders } from './headers.ts'
import { readAnswer } from './read-body.ts'
import { subjectOf } from './subject.ts'

export interface RequestOptions {
  readonly deadlineMs: number
}

/** Ask and wait for the answer. Throws NoReply when there is none in time or its handler failed, Fault when the answer is malformed. */
export async function request<B extends Body, R extends Body>(
  connection: Connection,
  definition: RequestDefinition<B, R>,
  body: z.input<B>,
  { deadlineMs }: RequestOptions,
): Promise<Reply<R>> {
  const subject = subjectOf(definition, body)
  return withSpan(...messageSpan('request', { definition, subject, body }), async (span) => {
    const noteClock = connection.ledgerClock.begin()
    const answer = await connection.nats
      .request(subject, JSON.stringify(body), {
        timeout: deadlineMs,
        headers: writeHeaders(deadlineMs),
      })
      .catch((cause: unknown) => {
        throw noReply(subject, cause)
      })
    const stamp = readStamp(answer.headers)
    if (stamp) noteClock(stamp)
    if (hasFailed(answer.headers)) throw new NoReply('FAILED', subject)
    const reply = readReply(definition, answer)
    if (!reply.ok) span.setAttribute(SPAN_ATTRIBUTES.refusal, reply.code)
    return reply
  })
}

function noReply(subject: string, cause: unknown): Error {
  if (cause instanceof NoRespondersError) return new NoReply('NO_RESPONDERS', subject, { cause })
  if (cause instanceof RequestError && cause.isNoResponders())
    return new NoReply('NO_RESPONDERS', subject, { cause })
  if (cause instanceof TimeoutError) return new NoReply('TIMEOUT', subject, { cause })
  if (cause instanceof RequestError) return new NoReply('TIMEOUT', subject, { cause })
  if (cause instanceof InvalidArgumentError) {
    const message = `${subject} is larger than NATS passes on (max_payload), so it was not sent`
    return new Fault('REQUEST_TOO_LARGE', message, 'reconcile', { cause })
  }
  return new Fault('BUS_UNAVAILABLE', `${subject} could not be sent`, 'reconcile', { cause })
}

function readReply<B extends Body, R extends Body>(
  definition: RequestDefinition<B, R>,
  answer: { string(): string },
): Reply<R> {
  const reading = readAnswer(definition.reply, answer)
  if (!reading.ok)
    throw new Fault(
      'MALFORMED_REPLY',
      `the reply to ${definition.subject} is malformed: ${reading.fault}`,
      'reconcile',
    )
  return reading.reply
}
