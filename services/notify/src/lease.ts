import type { Bus } from '@surefoot/shared/bus'
import { ledgerLease } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'

const LEASE_MS = 10_000
const RENEW_EVERY_MS = 3000
const WITHIN_MS = 4000

export interface Lease extends AsyncDisposable {
  /** Ask for it or renew it, when it is time. Answers whether this process is the one that sends. */
  readonly hold: () => Promise<boolean>
  readonly isHeld: () => boolean
}

export interface LeaseOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly holder: string
  readonly now: () => number
  readonly logger: Logger
}

/**
 * One instance sends for a desk, the others stand by. While the ledger is silent the last holder goes on: that the ledger is
 * silent must be sent too, and sending it twice does less harm than not at all.
 */
export function createLease({ bus, deskId, holder, now, logger }: LeaseOptions): Lease {
  const resource = `notify:${deskId}`
  let isHeld = false
  let renewedAt = -Infinity
  const ask = async (ttlMs: number): Promise<void> => {
    const reply = await bus.request(
      ledgerLease,
      { resource, holder, ttlMs },
      { deadlineMs: WITHIN_MS },
    )
    isHeld = reply.ok
    renewedAt = now()
  }
  return {
    isHeld: () => isHeld,
    hold: async () => {
      if (isHeld && now() - renewedAt < RENEW_EVERY_MS) return true
      await ask(LEASE_MS).catch((error: unknown) => {
        logger.debug({ err: error }, 'the lease was not renewed')
      })
      return isHeld
    },
    [Symbol.asyncDispose]: async () => {
      if (!isHeld) return
      // It runs out by itself where the ledger is silent.
      await ask(0).catch(() => undefined)
      isHeld = false
    },
  }
}
