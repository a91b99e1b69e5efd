import { headers, type MsgHdrs } from '@nats-io/nats-core'
import { context, propagation, type Context, type TextMapGetter } from '@opentelemetry/api'

const DEADLINE = 'Surefoot-Deadline'

const getter: TextMapGetter<MsgHdrs> = {
  keys: (carrier) => [...carrier.keys()],
  get: (carrier, key) => carrier.get(key) || undefined,
}

/** Headers of an outgoing message: the present trace and, for a request, when its answer stops mattering. */
export function writeHeaders(deadlineAt?: number): MsgHdrs {
  const carrier = headers()
  propagation.inject(context.active(), carrier, { set: (to, key, value) => to.set(key, value) })
  if (deadlineAt !== undefined) carrier.set(DEADLINE, String(deadlineAt))
  return carrier
}

/** The trace that an incoming message belongs to. */
export function readTrace(carrier: MsgHdrs | undefined): Context {
  return carrier ? propagation.extract(context.active(), carrier, getter) : context.active()
}

/**
 * Whether the asker has stopped waiting, by the wall clock. It only saves work: what may not happen late is
 * guarded by the ledger's clock.
 */
export function isPastDeadline(carrier: MsgHdrs | undefined, now: number): boolean {
  const deadline = Number(carrier?.get(DEADLINE) || Number.NaN)
  return now > deadline
}
