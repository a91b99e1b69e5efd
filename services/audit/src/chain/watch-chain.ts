/**
 * Looks whether the audit chain still verifies: all of it at start, what is new every minute. All of it takes seconds a
 * million links, too much for every minute; the part that was found sound is not looked at again until the next start, or
 * until `verify-audit` is run.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { METRICS, observe, type Logger } from '@surefoot/shared/runtime'
import { lockDesk } from '../database/locks.ts'
import { transact } from '../database/open-database.ts'
import { announceControl } from '../desk/announce-control.ts'
import { haltDesk } from '../desk/halt-desk.ts'
import type { Ledger } from '../ports.ts'
import { START, verifyChain, type ChainPoint, type ChainVerdict } from './verify-chain.ts'

const LOOK_EVERY_MS = 60_000

type ChainLedger = Pick<Ledger, 'database' | 'publish'>

/** Watches until disposed. Serving does not wait for the first look. */
export function watchChain(ledger: ChainLedger, logger: Logger): AsyncDisposable {
  const stop = new AbortController()
  let isOk: boolean | null = null
  const onVerdict = (verdict: boolean | null): void => {
    isOk = verdict
  }
  const watching = watch(ledger, logger, { signal: stop.signal, onVerdict })
  const observing = observe([METRICS.auditChainOk], (tell) => {
    if (isOk !== null) tell(METRICS.auditChainOk, {}, Number(isOk))
  })
  return {
    [Symbol.asyncDispose]: async () => {
      observing[Symbol.dispose]()
      stop.abort()
      await watching
    },
  }
}

interface Watching {
  readonly signal: AbortSignal
  /** Whether the chain verifies; null: it could not be read. */
  readonly onVerdict: (isOk: boolean | null) => void
}

async function watch(
  ledger: ChainLedger,
  logger: Logger,
  { signal, onVerdict }: Watching,
): Promise<void> {
  let point = START
  while (!signal.aborted) {
    try {
      const { end, brokenAt } = await checkChain(ledger, point)
      point = end
      onVerdict(brokenAt === null)
    } catch (error) {
      onVerdict(null)
      const reason = error instanceof Error ? error.message : String(error)
      logger.warn(
        { reason },
        'the audit chain could not be read; it is looked at again in a minute',
      )
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

/** Verifies the chain from a point on; if it is broken, no desk may click. Answers how far it is sound. */
export async function checkChain(ledger: ChainLedger, from: ChainPoint): Promise<ChainVerdict> {
  const verdict = await verifyChain(ledger.database, from)
  if (verdict.brokenAt !== null) await haltEveryDesk(ledger, verdict.brokenAt)
  return verdict
}

async function haltEveryDesk(ledger: ChainLedger, brokenAt: number): Promise<void> {
  const desks = await ledger.database.desk.findMany({ select: { id: true } })
  for (const { id: deskId } of desks) {
    const halted = await transact(ledger.database, async (tx) => {
      await lockDesk(tx, deskId)
      return haltDesk(tx, {
        deskId,
        executionId: null,
        code: 'AUDIT_CHAIN_BROKEN',
        reason: `The audit chain is broken at link ${brokenAt}: someone changed the ledger's history. Run verify-audit and restore a backup.`,
        trading: 'HALT_ALL',
        cause: String(brokenAt),
      })
    })
    if (halted !== undefined) announceControl(ledger, halted)
  }
}
