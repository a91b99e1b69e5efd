import { Fault, subjectOf } from '@surefoot/shared/bus'
import {
  refusal,
  type Body,
  type Definition,
  type Reply,
  type RequestDefinition,
} from '@surefoot/shared/messages'
import type { LedgerClock } from '@surefoot/shared/runtime'
import type { z } from 'zod'
import type { SimProcess } from '../time/sim-process.ts'
import type { Answer, Letter } from './listener.ts'
import type { Outcome } from './work-queues.ts'

export function writeLetter(definition: Definition, body: unknown): Letter {
  const subject = subjectOf(definition, body)
  return { subject, body, label: `${subject}${aboutOf(body)}` }
}

/** Which leg, execution or lease. */
function aboutOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return ''
  if ('legId' in body && typeof body.legId === 'string') return ` ${body.legId}`
  if ('executionId' in body && typeof body.executionId === 'string') return ` ${body.executionId}`
  return 'resource' in body && typeof body.resource === 'string' ? ` ${body.resource}` : ''
}

interface Asked<B extends Body> {
  readonly body: z.output<B>
  readonly answer: (answer: Answer) => void
  readonly process: SimProcess
  /** The ledger's own replies state its clock. */
  readonly clock: LedgerClock | undefined
}

/** As the real bus: a handler that throws gives no answer. */
export async function answerOne<B extends Body, R extends Body>(
  handler: (body: z.output<B>) => Promise<Reply<R>>,
  { body, answer, process, clock }: Asked<B>,
): Promise<void> {
  const reply = await handler(body).catch(() => undefined)
  if (reply !== undefined) process.say(() => answer({ reply, stamp: clock?.read() ?? null }))
}

/** Throws on a reply that does not fit: in the simulation it is always our own. */
export function readReply<B extends Body, R extends Body>(
  definition: RequestDefinition<B, R>,
  answer: unknown,
): Reply<R> {
  const isRefused =
    typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false
  return isRefused ? refusal.parse(answer) : { ok: true, ...definition.reply.parse(answer) }
}

/** As the real bus: what threw is handed out again, unless it says that it is to be dropped. */
export async function workOn<B extends Body>(
  handler: (body: z.output<B>) => Promise<void>,
  body: z.output<B>,
): Promise<Outcome> {
  try {
    await handler(body)
    return 'ack'
  } catch (error) {
    return error instanceof Fault && error.remedy === 'drop' ? 'term' : 'silence'
  }
}
