import { headers, type MsgHdrs } from '@nats-io/nats-core'
import { context, propagation, type Context, type TextMapGetter } from '@opentelemetry/api'
import type { ClockStamp } from '../runtime/ledger-clock.ts'
import { sentNow, type Delays } from './delays.ts'

/** How long the asker waits, and when it sent, on its own clock. Clocks of two processes are never compared. */
const WAIT = 'Surefoot-Wait'
const SENT = 'Surefoot-Sent'
const FAILED = 'Surefoot-Failed'
/** The ledger's clock when the reply left, and its error, milliseconds. */
const CLOCK = 'Surefoot-Clock'

const getter: TextMapGetter<MsgHdrs> = {
  keys: (carrier) => [...carrier.keys()],
  get: (carrier, key) => carrier.get(key) || undefined,
}

/** Headers of an outgoing message: the present trace and, for a request, how long its answer matters. */
export function writeHeaders(waitMs?: number): MsgHdrs {
  const carrier = headers()
  propagation.inject(context.active(), carrier, { set: (to, key, value) => to.set(key, value) })
  if (waitMs === undefined) return carrier
  const { clock, atMs } = sentNow()
  carrier.set(WAIT, String(waitMs))
  carrier.set(SENT, `${clock} ${atMs}`)
  return carrier
}

/** Headers of a reply of the ledger's: its clock, where it is known. */
export function replyHeaders(stamp: ClockStamp | null): { readonly headers?: MsgHdrs } {
  if (stamp === null) return {}
  const carrier = headers()
  carrier.set(CLOCK, `${stamp.ledgerMs} ${stamp.errorMs}`)
  return { headers: carrier }
}

/** The ledger's clock as a reply states it; undefined where it does not. */
export function readStamp(carrier: MsgHdrs | undefined): ClockStamp | undefined {
  const [ledgerMs = Number.NaN, errorMs = Number.NaN] = (carrier?.get(CLOCK) || 'none')
    .split(' ')
    .map(Number)
  return Number.isFinite(ledgerMs) && errorMs >= 0 ? { ledgerMs, errorMs } : undefined
}

/** Headers of a reply that says only that the handler failed: what it did is unknown, and its asker need not wait. */
export function failureHeaders(): MsgHdrs {
  const carrier = headers()
  carrier.set(FAILED, 'true')
  return carrier
}

/** Whether a reply says that the handler failed. */
export function hasFailed(carrier: MsgHdrs | undefined): boolean {
  return carrier?.has(FAILED) ?? false
}

/** The trace that an incoming message belongs to. */
export function readTrace(carrier: MsgHdrs | undefined): Context {
  return carrier ? propagation.extract(context.active(), carrier, getter) : context.active()
}

/**
 * Whether the asker has stopped waiting. It only saves work: what may not happen late is guarded by the ledger's clock.
 */
export function isPastDeadline(carrier: MsgHdrs | undefined, delays: Delays): boolean {
  const [clock = '', sent = ''] = carrier?.get(SENT).split(' ') ?? []
  const waitMs = Number(carrier?.get(WAIT) || Number.NaN)
  const atMs = Number(sent || Number.NaN)
  if (Number.isNaN(waitMs) || Number.isNaN(atMs)) return false
  return delays.lateBy({ clock, atMs }, performance.now()) > waitMs
}
