import { z } from 'zod'
import { clipText } from './clip.ts'
import type { RefusalCode } from '../refusals/index.ts'

/** Whether a subject is the name alone, or the name followed by `.<deskId>` or `.<deskId>.<account>`. */
export type Scope = 'global' | 'desk' | 'account'

/** An object schema: every message body is one, so that a reader can drop the keys it does not know. */
export type Body = z.ZodObject

export interface Definition<B extends Body = Body> {
  readonly subject: string
  readonly scope: Scope
  readonly body: B
}

/** A question with one answer: core NATS request and reply. */
export interface RequestDefinition<
  B extends Body = Body,
  R extends Body = Body,
> extends Definition<B> {
  readonly kind: 'request'
  readonly reply: R
}

/** A fact, told to whoever listens; it may be lost. */
export interface EventDefinition<B extends Body = Body> extends Definition<B> {
  readonly kind: 'event'
}

/** A doorbell in a JetStream work queue: rung until a handler acknowledges it. */
export interface WorkDefinition<B extends Body = Body> extends Definition<B> {
  readonly kind: 'work'
  readonly stream: string
}

/** A code that came over the bus: its sender may run another version, with codes that this one does not know. */
const receivedCode = z.string().brand<'RefusalCode'>()

/** "No", with a reason: `code` for programs, `message` for the operator. It is an answer, not an error. */
export interface Refusal {
  readonly ok: false
  readonly code: RefusalCode | z.output<typeof receivedCode>
  readonly message: string
}

export type Accepted<R extends Body> = { readonly ok: true } & z.output<R>
export type Reply<R extends Body> = Accepted<R> | Refusal

/** A contract's faults are many; what is longer is cut where it is received. */
const receivedMessage = z.string().overwrite((text) => clipText(text, 4000))

export const refusal = z.object({
  ok: z.literal(false),
  code: receivedCode,
  message: receivedMessage,
})

export function ok<T extends object>(value: T): { readonly ok: true } & T {
  return { ok: true, ...value }
}

export function refuse(code: Refusal['code'], message: string): Refusal {
  return { ok: false, code, message }
}

export function defineRequest<B extends Body, R extends Body>(
  subject: string,
  scope: Scope,
  body: B,
  reply: R,
): RequestDefinition<B, R> {
  return { kind: 'request', subject, scope, body, reply }
}

export function defineEvent<B extends Body>(
  subject: string,
  scope: Scope,
  body: B,
): EventDefinition<B> {
  return { kind: 'event', subject, scope, body }
}

export function defineWork<B extends Body>(
  subject: string,
  stream: string,
  body: B,
): WorkDefinition<B> {
  return { kind: 'work', subject, scope: 'global', body, stream }
}
