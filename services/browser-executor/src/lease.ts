import { ledgerLease, refuse, type Refusal } from '@surefoot/shared'
import type { AccountId, Ports } from './ports.ts'

/** An executor that says nothing for so long has lost its accounts. */
const LIFE_MS = 5000
/** Shorter than the life, so that a late answer is known before the lease runs out. */
const ASK_DEADLINE_MS = 1500
const ASK_AGAIN_MS = 250

/** An account that is one browser's: its permits are given to `holder` under `epoch`. */
export interface Lease {
  readonly ok: true
  readonly holder: string
  readonly epoch: number
  /**
   * `lost` once another browser has, or had, the account: an epoch that is not the first one says that it was taken
   * while we said nothing. A silent ledger is no loss: it gives no permit either.
   */
  readonly renew: () => Promise<'kept' | 'silent' | 'lost'>
  readonly release: () => Promise<void>
}

/**
 * Take the account for one browser, which raises the epoch: what an older browser has armed is told from what this one
 * arms. An executor that died holds it until its lease runs out, so that is waited for;
 * one that lives renews it, and the account is refused with ALREADY_OPEN.
 */
export async function takeLease(
  ports: Ports,
  id: AccountId,
  holder: string,
): Promise<Lease | Refusal> {
  const ask = createAsk(ports, id, holder)
  const giveUpAt = ports.clock.monotonicMs() + LIFE_MS + ASK_DEADLINE_MS
  for (;;) {
    const reply = await ask(LIFE_MS)
    if (reply === 'silent')
      return refuse('LEDGER_SILENT', 'The ledger does not answer. See that the audit service runs.')
    if (reply !== 'held') return holdLease(ask, holder, reply.epoch)
    if (ports.clock.monotonicMs() > giveUpAt)
      return refuse('ALREADY_OPEN', 'Another browser executor has this account. Close it there.')
    await ports.clock.delay(ASK_AGAIN_MS)
  }
}

type Ask = (ttlMs: number) => Promise<{ readonly epoch: number } | 'held' | 'silent'>

function createAsk({ bus, logger }: Ports, { deskId, account }: AccountId, holder: string): Ask {
  const resource = `account:${deskId}:${account}`
  return async (ttlMs) => {
    try {
      const body = { resource, holder, ttlMs }
      const reply = await bus.request(ledgerLease, body, { deadlineMs: ASK_DEADLINE_MS })
      return reply.ok ? reply : 'held'
    } catch (error) {
      logger.warn({ err: error, resource }, 'the ledger did not answer about a lease')
      return 'silent'
    }
  }
}

function holdLease(ask: Ask, holder: string, epoch: number): Lease {
  let isAnothers = false
  return {
    ok: true,
    holder,
    epoch,
    renew: async () => {
      const reply = await ask(LIFE_MS)
      if (reply === 'silent') return 'silent'
      isAnothers = reply === 'held'
      return reply !== 'held' && reply.epoch === epoch ? 'kept' : 'lost'
    },
    release: async () => {
      // To ask for what is another's could take it, once it has run out.
      if (!isAnothers) await ask(0)
    },
  }
}
