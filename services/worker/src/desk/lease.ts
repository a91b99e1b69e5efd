/**
 * The right to be the one live worker of a desk: `worker:<desk>` in the ledger.
 *
 * 1. It is held only while this process knows, on its own clock, that the ledger gave it: the lease's life is counted
 *    from before it was asked for, so silence ends it by itself.
 * 2. Who began to serve in one term does not serve in another: what happened in between is in the ledger alone.
 */
import type { Clock, Ledger } from '../ports.ts'

export const LEASE_MS = 3000
/** A standby whose ledger answered within this time stands ready. */
const ANSWER_STANDS_MS = 5000

export interface Lease extends AsyncDisposable {
  /** Ask the ledger to give or renew it. */
  readonly renew: () => Promise<void>
  /** The epoch of the present term; null while it is not held. Another holder in between makes it another term. */
  readonly term: () => number | null
  /** Whether the ledger answered lately, be it yes or no. */
  readonly isAnswered: () => boolean
}

export interface LeaseOptions {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly deskId: string
  /** Names this process and no other. */
  readonly holder: string
}

export function createLease({ ledger, clock, deskId, holder }: LeaseOptions): Lease {
  const resource = `worker:${deskId}`
  let heldUntilMs = -Infinity
  let epoch = 0
  let answeredAtMs = -Infinity
  return {
    renew: async () => {
      const askedAtMs = clock.monotonicMs()
      const reply = await ledger.lease({ resource, holder, ttlMs: LEASE_MS })
      if (reply.ok) {
        heldUntilMs = askedAtMs + LEASE_MS
        epoch = reply.epoch
      } else if (reply.code === 'HELD') heldUntilMs = -Infinity
      if (reply.ok || reply.code === 'HELD') answeredAtMs = clock.monotonicMs()
    },
    term: () => (clock.monotonicMs() < heldUntilMs ? epoch : null),
    isAnswered: () => clock.monotonicMs() - answeredAtMs < ANSWER_STANDS_MS,
    [Symbol.asyncDispose]: async () => {
      const wasHeld = clock.monotonicMs() < heldUntilMs
      heldUntilMs = -Infinity
      if (wasHeld) await ledger.lease({ resource, holder, ttlMs: 0 })
    },
  }
}
