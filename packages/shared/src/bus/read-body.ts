import type { Msg } from '@nats-io/nats-core'
import { z } from 'zod'
import type { Body } from '../messages/define.ts'

export type BodyReading<B extends Body> =
  | { readonly ok: true; readonly body: z.output<B> }
  | { readonly ok: false; readonly fault: string }

/** Parse and check a payload. Unknown keys are dropped; a fault says where and what. */
export function readBody<B extends Body>(schema: B, message: Pick<Msg, 'string'>): BodyReading<B> {
  let value: unknown
  try {
    value = JSON.parse(message.string())
  } catch {
    return { ok: false, fault: 'not JSON' }
  }
  const parsed = schema.safeParse(value)
  return parsed.success
    ? { ok: true, body: parsed.data }
    : { ok: false, fault: z.prettifyError(parsed.error).replaceAll('\n', ' ') }
}
