import { checkClock, refuse, type ExecRequest, type Refusal } from '@surefoot/shared'
import type { Ports } from './ports.ts'

/** The ledger's clock, on which a request expires and legs have their deadlines. */
export type CheckedTime = { readonly ok: true; readonly ledgerMs: number }

/**
 * Whether a request is still fresh: the worker stamped it, and it is read here, on the ledger's clock. To be asked once the
 * ledger has replied. Refused: REQUEST_EXPIRED, CLOCK_SKEW, CLOCK_UNKNOWN.
 */
export function checkTime({ bus }: Ports, { expiresAt }: ExecRequest): CheckedTime | Refusal {
  const time = checkClock(bus.ledgerClock, 'execution')
  if (!time.ok) return time
  const lateMs = Math.ceil(time.ledgerMs - expiresAt)
  if (lateMs <= 0) return time
  const message = `A request was dropped because it came ${lateMs} ms after its time.`
  return refuse('REQUEST_EXPIRED', message)
}
