import { createContractTerms, type Settings } from '@surefoot/appraisal'
import { NoReply, type Bus } from '@surefoot/shared/bus'
import { browserStatus, contractGet, ok, quotesRead, streamQuotes } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import { createAnnounce } from './announce.ts'
import { createRefusedReport } from './refused-report.ts'
import { createDesk, type Desk } from './desk.ts'
import { followLimits } from './learnt-limits.ts'

/** How late an opportunity is told to have aged, or a price that moved again at once. */
const TICK_MS = 100
/** How late a refusal is shown, and how late its end. */
const REFUSED_EVERY_MS = 1000
const CONTRACT_DEADLINE_MS = 2000

export interface ScannerDependencies {
  readonly bus: Bus
  readonly logger: Logger
  readonly settings: Settings
  /** Milliseconds of a clock that is never set back: quotes are aged by it, from when they arrive. */
  readonly now: () => number
}

/** Listens to the quotes of every desk and tells the opportunities in them. It holds nothing that a restart must find. */
export async function openScanner(dependencies: ScannerDependencies): Promise<AsyncDisposable> {
  const { bus, logger, settings, now } = dependencies
  const desks = new Map<string, Desk>()
  const announce = createAnnounce(bus)
  const onLearned = (): void => {
    for (const [deskId, desk] of desks) announce(deskId, desk.rescan(now()))
  }
  const findTerms = createContractTerms({
    ask: (version) => bus.request(contractGet, version, { deadlineMs: CONTRACT_DEADLINE_MS }),
    now,
    onLearned,
    onUnread: (version, cause) => logger.warn({ ...version, err: cause }, whyUnread(cause)),
  })
  const limits = await followLimits({ bus, logger, now })

  function deskOf(deskId: string): Desk {
    const known =
      desks.get(deskId) ?? createDesk({ deskId, settings, findTerms, limits: limits.of(deskId) })
    desks.set(deskId, known)
    return known
  }

  const listeners = await Promise.all([
    bus.subscribe(streamQuotes, (batch) =>
      announce(batch.deskId, deskOf(batch.deskId).onQuotes(batch, now())),
    ),
    bus.subscribe(browserStatus, (status) =>
      announce(status.deskId, deskOf(status.deskId).onStatus(status, now())),
    ),
    bus.serve(quotesRead, async ({ deskId, selections }) =>
      ok({
        prices: desks.get(deskId)?.prices(selections, now()) ?? [],
        maxAgeMs: settings.maxQuoteAgeMs,
      }),
    ),
  ])
  const ticking = setInterval(() => {
    for (const [deskId, desk] of desks) announce(deskId, desk.onTick(now()))
  }, TICK_MS)
  const report = createRefusedReport(bus)
  const reporting = setInterval(() => {
    for (const [deskId, desk] of desks) report(deskId, desk.refusedRows(now()))
  }, REFUSED_EVERY_MS)
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(ticking)
      clearInterval(reporting)
      await Promise.all(listeners.map((listener) => listener.stop()))
      await limits[Symbol.asyncDispose]()
    },
  }
}

function whyUnread(cause: unknown): string {
  const why =
    cause instanceof NoReply ? 'the ledger does not answer' : 'the contract cannot be used'
  return `${why}; there are no opportunities of it until it can be read, and it is asked for again`
}
