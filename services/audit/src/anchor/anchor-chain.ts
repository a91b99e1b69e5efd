/**
 * Anchors the head of the audit chain outside of the database, each minute and at the end.
 * 1. At start the chain is compared with every anchor, and before each further one with the last: nothing is anchored onto a
 *    chain that differs.
 * 2. A chain that differs from an anchor halts every desk, each minute again.
 * 3. An anchor is written after its links were committed, and before that is logged.
 */
import type { KeyObject } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@surefoot/shared/runtime'
import { haltEveryDesk, type ChainLedger } from '../chain/halt-every-desk.ts'
import { openAnchorKey, type KeyPlace } from './anchor-key.ts'
import { signAnchor, type Anchor } from './anchor.ts'
import { appendAnchor, readAnchors } from './anchor-file.ts'
import { verifyAnchors } from './verify-anchors.ts'

const EVERY_MS = 60_000

/** Anchors until disposed; disposing anchors the last head. Serving does not wait for it. */
export async function anchorChain(
  ledger: ChainLedger,
  place: KeyPlace,
  logger: Logger,
): Promise<AsyncDisposable> {
  const key = await openAnchorKey(place)
  const stop = new AbortController()
  const anchoring = createAnchoring({ ledger, place, key, logger })
  const running = repeat(anchoring, stop.signal)
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await running
      await anchoring()
    },
  }
}

async function repeat(anchoring: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await anchoring()
    await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

interface Anchoring {
  readonly ledger: ChainLedger
  readonly place: KeyPlace
  readonly key: KeyObject
  readonly logger: Logger
}

/** One step: compares, then anchors the head if it is another one. It throws nothing: the next step tries again. */
export function createAnchoring({ ledger, place, key, logger }: Anchoring): () => Promise<void> {
  let last: Anchor | undefined
  let isCompared = false
  const compare = async (): Promise<readonly string[]> => {
    if (isCompared) return (await isInChain(ledger, last)) ? [] : [OTHER]
    const { faults, unknown } = await verifyAnchors(ledger.database, place)
    if (unknown !== null) logger.warn({ unknown }, 'the audit chain was not compared with anchors')
    const anchors = (await readAnchors(place.dir)) ?? []
    last = anchors
      .filter((anchor) => anchor !== null)
      .toSorted(bySequence)
      .at(-1)
    isCompared = faults.length === 0
    return faults
  }
  const step = async (): Promise<void> => {
    const [fault] = await compare()
    if (fault !== undefined) {
      logger.error({ fault }, 'the audit chain is not what was anchored')
      await haltEveryDesk(ledger, { reason: `${fault} ${REMEDY}`, cause: fault })
      return
    }
    const head = await ledger.database.auditLink.findFirst({ orderBy: { sequence: 'desc' } })
    if (head === null || head.sequence === last?.sequence) return
    const { sequence, hash } = head
    const anchor = signAnchor({ sequence, hash, at: new Date().toISOString() }, key)
    await appendAnchor(place.dir, anchor)
    last = anchor
    logger.info({ anchor }, 'the head of the audit chain was anchored')
  }
  return () =>
    step().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      logger.warn({ reason }, 'the audit chain could not be anchored; the next try is in a minute')
    })
}

const OTHER = 'The audit chain no longer has the link that was anchored last.'
const REMEDY = 'Someone changed the history of the ledger. Run verify-audit and restore a backup.'

const bySequence = (a: Anchor, b: Anchor): number => a.sequence - b.sequence

async function isInChain({ database }: ChainLedger, anchor: Anchor | undefined): Promise<boolean> {
  if (anchor === undefined) return true
  const { sequence, hash } = anchor
  return (await database.auditLink.count({ where: { sequence, hash } })) === 1
}
