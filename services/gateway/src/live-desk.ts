import { NoReply, type Bus } from '@surefoot/shared/bus'
import { ledgerDesk, ledgerExposure, type DeskRow, type Refusal } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import { READ_WITHIN_MS } from './deadlines.ts'
import type { Desk, Exposures } from './desk.ts'
import { viewDesk } from './desk-view.ts'
import type { LiveBrowsers } from './live-browsers.ts'
import type { LiveOpportunities } from './live-opportunities.ts'
import type { LiveNeeds } from './needs/live-needs.ts'
import { createSingleFlight } from './single-flight.ts'

export interface LiveDesk extends Disposable {
  /** The desk as it is known; null before the ledger has answered, and when it has been silent for too long. */
  readonly peek: () => Desk | null
  /** What the ledger said of the desk last; null as for `peek`. */
  readonly peekRow: () => DeskRow | null
  /** The desk, asked for if it is not known. Throws NoReply. */
  readonly read: () => Promise<DeskReading>
  /** The ledger holds something new: ask it soon. */
  readonly refresh: () => void
}

export type DeskReading = { readonly ok: true; readonly desk: Desk } | Refusal

export interface LiveDeskOptions {
  readonly bus: Bus
  readonly logger: Logger
  readonly deskId: string
  readonly limits: Desk['limits']
  readonly browsers: LiveBrowsers
  readonly opportunities: LiveOpportunities
  readonly needs: LiveNeeds
  readonly now: () => number
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number
  readonly onRefreshed: () => void
}

/** An event may be lost, so the ledger is asked at this pace besides. */
const REFRESH_EVERY_MS = 3000
const STALE_AFTER_MS = 10_000

interface LedgerReading {
  readonly ok: true
  readonly row: DeskRow
  readonly exposure: Exposures
  readonly readAt: number
}

/** What the ledger says of the desk, kept fresh, with what is heard besides. */
export function openLiveDesk(options: LiveDeskOptions): LiveDesk {
  const { browsers, elapsed, limits, logger, needs, now, opportunities } = options
  let latest: LedgerReading | null = null

  const view = ({ row, exposure, readAt }: LedgerReading): Desk => {
    const opportunityRate = opportunities.foundLastMinute()
    const readAgoMs = Math.round(elapsed() - readAt)
    const seen = browsers.sightings()
    const parts = { row, exposure, limits, browsers: seen, opportunityRate, readAgoMs }
    return viewDesk({ ...parts, needs: needs.peek() }, now())
  }
  const isFresh = ({ readAt }: LedgerReading): boolean => elapsed() - readAt < STALE_AFTER_MS
  const ask = async (): Promise<DeskReading> => {
    const answer = await readLedger(options)
    if (!answer.ok) return answer
    latest = answer
    options.onRefreshed()
    return { ok: true, desk: view(answer) }
  }
  const refresh = createSingleFlight(async () => {
    try {
      const answer = await ask()
      if (!answer.ok) logger.warn({ refusal: answer }, 'the ledger refuses to show the desk')
    } catch (error) {
      if (error instanceof NoReply) logger.debug({ err: error }, 'the ledger is silent')
      else logger.error({ err: error }, 'the desk was not read')
    }
  })
  refresh()
  const pace = setInterval(refresh, REFRESH_EVERY_MS)
  return {
    peek: () => (latest && isFresh(latest) ? view(latest) : null),
    peekRow: () => (latest && isFresh(latest) ? latest.row : null),
    read: async () => (latest && isFresh(latest) ? { ok: true, desk: view(latest) } : ask()),
    refresh,
    [Symbol.dispose]: () => clearInterval(pace),
  }
}

/** Throws NoReply. */
async function readLedger({
  bus,
  deskId,
  elapsed,
}: LiveDeskOptions): Promise<LedgerReading | Refusal> {
  const within = { deadlineMs: READ_WITHIN_MS }
  const [row, exposure] = await Promise.all([
    bus.request(ledgerDesk, { deskId }, within),
    bus.request(ledgerExposure, { deskId }, within),
  ])
  if (!row.ok) return row
  if (!exposure.ok) return exposure
  return { ok: true, row, exposure, readAt: elapsed() }
}
