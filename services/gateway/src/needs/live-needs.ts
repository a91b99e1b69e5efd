import { Fault, NoReply, type Bus } from '@surefoot/shared/bus'
import {
  ledgerDesk,
  ledgerExecution,
  ledgerExposure,
  ledgerJournal,
  ledgerStatements,
  ledgerUnfinished,
  readUnfinished,
  type Accepted,
  type Body,
  type RequestDefinition,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import type { z } from 'zod'
import { READ_WITHIN_MS } from '../deadlines.ts'
import type { SkewedClock } from '../health/clocks.ts'
import type { PartHealth } from '../health/health-view.ts'
import { createSingleFlight } from '../single-flight.ts'
import type { LedgerNeeds } from './list-needs.ts'
import { openLivePast, type LivePast } from './live-past.ts'
import { createOutstandingRecords } from './outstanding-records.ts'

export interface LiveNeeds extends Disposable {
  /** What is known; null before the ledger has answered, and when it has been silent for too long. */
  readonly peek: () => LedgerNeeds | null
  /** What is known, asked for if it is not. Throws NoReply, and Fault where the ledger refuses. */
  readonly read: () => Promise<LedgerNeeds>
  /** Asked for in any case: for an act that depends on it. Throws as `read`. */
  readonly readNow: () => Promise<LedgerNeeds>
  /** The ledger holds something new: ask it soon. */
  readonly refresh: () => void
  /** The desk was controlled: ask the ledger why. */
  readonly controlled: () => void
}

export interface LiveNeedsOptions {
  readonly bus: Bus
  readonly logger: Logger
  readonly deskId: string
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number
  readonly parts: () => readonly PartHealth[]
  readonly clocks: () => readonly SkewedClock[]
  readonly onRefreshed: () => void
}

/** What one reading of the ledger gives. */
type ReadNeeds = Omit<LedgerNeeds, 'past' | 'parts' | 'clocks'>

/** An event may be lost, so the ledger is asked at this pace besides. */
const REFRESH_EVERY_MS = 3000
const STALE_AFTER_MS = 10_000
const LOG_ENTRIES = 100

/** What the ledger says of all that may need a person, kept fresh. */
export function openLiveNeeds(options: LiveNeedsOptions): LiveNeeds {
  const { clocks, elapsed, logger, parts } = options
  const past = openLivePast(options)
  const readAll = createReadAll(options, past)
  let latest: { readonly needs: ReadNeeds; readonly readAt: number } | null = null

  const present = ({ needs, readAt }: { needs: ReadNeeds; readAt: number }): LedgerNeeds => ({
    ...needs,
    ledgerNow: needs.ledgerNow + elapsed() - readAt,
    past: past.peek(),
    parts: parts(),
    clocks: clocks(),
  })
  const ask = async (): Promise<LedgerNeeds> => {
    const reading = { needs: await readAll(), readAt: elapsed() }
    latest = reading
    options.onRefreshed()
    return present(reading)
  }
  const refresh = createSingleFlight(async () => {
    try {
      await ask()
    } catch (error) {
      if (error instanceof NoReply) logger.debug({ err: error }, 'the ledger is silent')
      else logger.error({ err: error }, 'what needs a person was not read')
    }
  })
  const peek = (): LedgerNeeds | null =>
    latest && elapsed() - latest.readAt < STALE_AFTER_MS ? present(latest) : null
  refresh()
  const pace = setInterval(refresh, REFRESH_EVERY_MS)
  return {
    peek,
    read: async () => peek() ?? ask(),
    readNow: ask,
    refresh,
    controlled: past.refresh,
    [Symbol.dispose]: () => clearInterval(pace),
  }
}

/** What is known of the money is shown, even where the journal is not: an alarm in it is then shown as not known. */
function noteUnread(error: unknown): { readonly because: string } {
  if (error instanceof NoReply || error instanceof Fault) return { because: error.message }
  throw error
}

function showUnread({ because }: { readonly because: string }, at: string): SystemLogEntry {
  const message = `The journal cannot be read, so it is not known whether it holds an alarm. ${because}`
  return { service: 'gateway', level: 'error', code: 'JOURNAL_UNREAD', message, at }
}

/** Throws NoReply and Fault. */
type Ask = <B extends Body, R extends Body>(
  definition: RequestDefinition<B, R>,
  body: z.input<B>,
  deadlineMs?: number,
) => Promise<Accepted<R>>

function createReadAll(
  { bus, deskId }: LiveNeedsOptions,
  past: LivePast,
): () => Promise<ReadNeeds> {
  const ask: Ask = async (definition, body, deadlineMs = READ_WITHIN_MS) => {
    const reply = await bus.request(definition, body, { deadlineMs })
    if (reply.ok) return reply
    throw new Fault(reply.code, reply.message, 'retry')
  }
  const outstanding = createOutstandingRecords((executionId) =>
    ask(ledgerExecution, { executionId }),
  )
  const readOpen = async (): Promise<Accepted<typeof ledgerUnfinished.reply>> => {
    const reply = await readUnfinished((body) => ask(ledgerUnfinished, body), { deskId })
    if (reply.ok) return reply
    throw new Fault(reply.code, reply.message, 'retry')
  }
  return async () => {
    const [{ control }, unfinished, exposure, { statements, unwatched = [] }, journal] =
      await Promise.all([
        ask(ledgerDesk, { deskId }),
        readOpen(),
        ask(ledgerExposure, { deskId }),
        ask(ledgerStatements, { deskId }),
        ask(ledgerJournal, { deskId, limit: LOG_ENTRIES }).catch(noteUnread),
      ])
    const records = await outstanding.read(unfinished.executions, exposure)
    past.follow(control)
    const log = 'log' in journal ? journal.log : [showUnread(journal, unfinished.now)]
    return { records, statements, unwatched, log, ledgerNow: Date.parse(unfinished.now) }
  }
}
