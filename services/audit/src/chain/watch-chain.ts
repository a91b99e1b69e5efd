/**
 * Looks whether the audit chain still verifies: all of it at start, what is new every minute. All of it takes seconds a
 * million links, too much for every minute; the part that was found sound is not looked at again until the next start, or
 * until `verify-audit` is run.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { METRICS, observe, type Logger } from '@surefoot/shared/runtime'
import { haltEveryDesk, type ChainLedger } from './halt-every-desk.ts'
import { START, verifyChain, type ChainPoint, type ChainVerdict } from './verify-chain.ts'

const LOOK_EVERY_MS = 60_000

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
  const { brokenAt } = verdict
  if (brokenAt !== null)
    await haltEveryDesk(ledger, {
      reason: `The audit chain is broken at link ${brokenAt}: someone changed the ledger's history. Run verify-audit and restore a backup.`,
      cause: String(brokenAt),
    })
  return verdict
}
