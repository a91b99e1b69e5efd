import { ledgerLease, refuse, type Refusal } from '@surefoot/shared/messages'
import type { AccountId, Ports } from '../ports.ts'

/** An executor that says nothing for so long has lost its accounts. */
export const LIFE_MS = 5000
/** Shorter than the life, so that a late answer is known before the lease runs out. */
const ASK_DEADLINE_MS = 1500
const ASK_AGAIN_MS = 250

export interface LeaseToRenew {
  readonly resource: string
  readonly holder: string
}

/** The epoch of the lease as it is now; `held`: it is another's. */
export type Renew = (lease: LeaseToRenew) => Promise<{ readonly epoch: number } | 'held' | 'silent'>

/** An account that is one browser's: its permits are given to `holder` under `epoch`. */
export interface Lease {
  readonly ok: true
  readonly holder: string
  readonly epoch: number
  /** Whether nobody else can have the account: by our own clock, which runs while the process stands still. */
  readonly isHeld: () => boolean
  /**
   * `lost` once another browser has, or had, the account: an epoch that is not the first one says that it was taken
   * while we said nothing. A silent ledger is no loss: it gives no permit either.
   */
  readonly renew: () => Promise<'kept' | 'silent' | 'lost'>
  readonly release: () => Promise<void>
}

export interface LeaseOrder {
  readonly id: AccountId
  readonly holder: string
  /** Of this process: renews the leases of all its accounts together. */
  readonly renew: Renew
}

/**
 * Take the account for one browser, which raises the epoch: what an older browser has armed is told from what this one
 * arms. An executor that died holds it until its lease runs out, so that is waited for;
 * one that lives renews it, and the account is refused with ALREADY_OPEN.
 */
export async function takeLease(
  ports: Ports,
  { id, holder, renew }: LeaseOrder,
): Promise<Lease | Refusal> {
  const lease = { resource: `account:${id.deskId}:${id.account}`, holder }
  const ask = createAsk(ports, lease)
  const giveUpAt = ports.clock.monotonicMs() + LIFE_MS + ASK_DEADLINE_MS
  for (;;) {
    const askedAtMs = ports.clock.monotonicMs()
    const reply = await ask(LIFE_MS)
    if (reply === 'silent')
      return refuse('LEDGER_SILENT', 'The ledger does not answer. See that the audit service runs.')
    if (reply !== 'held')
      return holdLease(ports, ask, { holder, askedAtMs, ...reply, renew: () => renew(lease) })
    if (ports.clock.monotonicMs() > giveUpAt)
      return refuse('ALREADY_OPEN', 'Another browser executor has this account. Close it there.')
    await ports.clock.delay(ASK_AGAIN_MS)
  }
}

type Answer = Awaited<ReturnType<Renew>>
type Ask = (ttlMs: number) => Promise<Answer>

function createAsk({ bus, logger }: Ports, { resource, holder }: LeaseToRenew): Ask {
  return async (ttlMs) => {
    try {
      const body = { resource, holder, ttlMs }
      const reply = await bus.request(ledgerLease, body, { deadlineMs: ASK_DEADLINE_MS })
      if (!reply.ok && reply.code !== 'HELD') throw new Error(`${reply.code}: ${reply.message}`)
      return reply.ok ? reply : 'held'
    } catch (error) {
      logger.warn({ err: error, resource }, 'the ledger did not answer about a lease')
      return 'silent'
    }
  }
}

interface Taken {
  readonly holder: string
  readonly epoch: number
  /** On the monotonic clock: its life is counted from before it was asked for. */
  readonly askedAtMs: number
  readonly renew: () => Promise<Answer>
}

function holdLease({ clock }: Ports, ask: Ask, { holder, epoch, askedAtMs, renew }: Taken): Lease {
  let isAnothers = false
  let heldUntilMs = askedAtMs + LIFE_MS
  return {
    ok: true,
    holder,
    epoch,
    isHeld: () => clock.monotonicMs() < heldUntilMs,
    renew: async () => {
      const renewedAtMs = clock.monotonicMs()
      const reply = await renew()
      if (reply === 'silent') return 'silent'
      isAnothers = reply === 'held'
      const isKept = reply !== 'held' && reply.epoch === epoch
      heldUntilMs = isKept ? renewedAtMs + LIFE_MS : -Infinity
      return isKept ? 'kept' : 'lost'
    },
    release: async () => {
      // To ask for what is another's could take it, once it has run out.
      if (!isAnothers) await ask(0)
    },
  }
}
