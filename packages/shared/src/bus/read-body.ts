import type { Msg } from '@nats-io/nats-core'
import { z } from 'zod'
import { ok, refusal, type Body, type Definition, type Reply } from '../messages/define.ts'
import { subjectOf } from './subject.ts'

export type BodyReading<B extends Body> =
  | { readonly ok: true; readonly body: z.output<B> }
  | { readonly ok: false; readonly fault: string }

/** Parse and check a payload. Unknown keys are dropped; a fault says where and what. */
export function readBody<B extends Body>(schema: B, message: Pick<Msg, 'string'>): BodyReading<B> {
  const value = parse(message)
  return value === undefined ? NOT_JSON : check(schema, value)
}

const NOT_JSON = { ok: false, fault: 'not JSON' } as const

export type AnswerReading<R extends Body> =
  | { readonly ok: true; readonly reply: Reply<R> }
  | { readonly ok: false; readonly fault: string }

/** As `readBody`, of an answer: a refusal, or the reply that its request defines. */
export function readAnswer<R extends Body>(
  schema: R,
  message: Pick<Msg, 'string'>,
): AnswerReading<R> {
  const value = parse(message)
  if (value === undefined) return NOT_JSON
  if (isRefusal(value)) {
    const refused = check(refusal, value)
    return refused.ok ? { ok: true, reply: refused.body } : refused
  }
  const reading = check(schema, value)
  return reading.ok ? { ok: true, reply: ok(reading.body) } : reading
}

/** JSON has no undefined: that is what is no JSON. */
function parse(message: Pick<Msg, 'string'>): unknown {
  try {
    return JSON.parse(message.string())
  } catch {
    return undefined
  }
}

function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false
}

function check<B extends Body>(schema: B, value: unknown): BodyReading<B> {
  const parsed = schema.safeParse(value)
  return parsed.success
    ? { ok: true, body: parsed.data }
    : { ok: false, fault: z.prettifyError(parsed.error).replaceAll('\n', ' ') }
}

/**
 * As `readBody`, of a message that came on a subject. The server holds each user to its subjects, so the subject is what
 * counts: a body that names another desk or account than its subject is a fault.
 */
export function readMessage<B extends Body>(
  definition: Definition<B>,
  message: Pick<Msg, 'string' | 'subject'>,
): BodyReading<B> {
  const reading = readBody(definition.body, message)
  if (!reading.ok || subjectOf(definition, reading.body) === message.subject) return reading
  return { ok: false, fault: 'it concerns another desk or account than its subject names' }
}
