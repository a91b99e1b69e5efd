/**
 * Owns the present quotes of a desk's two accounts, and which of their events are the same match.
 *
 * 1. A quote holds while its stream is received: a stream sends what changes and nothing of the rest.
 * 2. A batch that a later one of its browser overtook changes nothing.
 * 3. A browser that another has replaced, or that is closed, changes nothing any more.
 */
import { createMatchBook, type MatchBook } from '@surefoot/arbitrage'
import { createDelays } from '@surefoot/shared/bus'
import type { BrowserStatus, QuotesBatch } from '@surefoot/shared/messages'
import { createAccountBook, type AccountBook, type Pricing, type Source } from './account-book.ts'
import { createBatchOrder } from './batch-order.ts'
import type { Books } from './pair.ts'

export interface LiveBook {
  readonly books: Books
  readonly matches: MatchBook
  readonly apply: (batch: QuotesBatch, nowMs: number) => Change
  readonly hear: (status: BrowserStatus, nowMs: number) => Change
}

export interface Change {
  /** More than the batch's quotes may be worth another look: matches, or the account's voice, came or went. */
  readonly isWide: boolean
  /** The account was forgotten. */
  readonly isReset: boolean
  /** Events came, went or changed: what was one match may be none any more, of events that the batch does not name. */
  readonly isRematched: boolean
}

const NOTHING: Change = { isWide: false, isReset: false, isRematched: false }

export function createLiveBook(maxQuoteAgeMs: number): LiveBook {
  const books: Books = { A: createAccountBook('A'), B: createAccountBook('B') }
  const matches = createMatchBook()

  /** The match book keeps an event as long as a quote of it is in the book: names are read once, not at each snapshot. */
  function dropEvents(providerId: string | undefined, eventIds: readonly string[]): void {
    if (providerId === undefined) return
    for (const eventId of eventIds) matches.remove(providerId, eventId)
  }

  const delays = createDelays()
  const order = createBatchOrder()

  /**
   * Answers whether the account, or the stream that this is of, had been silent for too long. The browser received it
   * `agoMs` before it sent this, at `sentAtMs` on its own clock, which is compared with no other.
   */
  function hearAt(book: AccountBook, message: Received, nowMs: number): boolean {
    const { browserId, sentAtMs, agoMs, stream } = message
    const heardAtMs = Math.min(book.streams.heardAtMs(), book.streams.streamHeardAtMs(stream))
    const wasSilent = nowMs - heardAtMs > maxQuoteAgeMs
    book.streams.hear(receivedAtMs({ browserId, sentAtMs, agoMs }, nowMs), stream)
    return wasSilent
  }

  function receivedAtMs({ browserId, sentAtMs, agoMs }: Received, nowMs: number): number {
    return nowMs - delays.lateBy({ clock: browserId, atMs: sentAtMs }, nowMs) - agoMs
  }

  return {
    books,
    matches,
    apply: (batch, nowMs) => {
      if (order.isLate(batch)) return NOTHING
      const book = books[batch.account]
      const isReset = batch.reset || !isSameSource(book.source(), batch)
      const before = book.source()?.providerId
      const isGone = (eventId: string): boolean => !book.hasEvent(eventId)
      const forgotten = isReset ? book.clear() : []
      if (isReset) book.setSource(sourceOf(batch))
      const { browserId, receivedAt: sentAtMs, source: stream } = batch
      const message = { browserId, sentAtMs, agoMs: 0, stream }
      const pricing = { atMs: receivedAtMs(message, nowMs), stream }
      const { left: moved, isRematched } = readQuotes(batch, { book, matches, pricing })
      const left = moved.filter(isGone)
      dropEvents(batch.providerId, left)
      dropEvents(before, before === batch.providerId ? forgotten.filter(isGone) : forgotten)
      const wasSilent = hearAt(book, message, nowMs)
      return { isWide: isReset || left.length > 0 || wasSilent, isReset, isRematched }
    },
    hear: (status, nowMs) => {
      const book = books[status.account]
      if (status.browserId !== book.source()?.browserId) return NOTHING
      if (!status.isUp) {
        order.end(status.browserId)
        dropEvents(book.source()?.providerId, book.clear())
        book.setSource(null)
        return { isWide: true, isReset: true, isRematched: true }
      }
      const { browserId, at: sentAtMs, lastPacketAt } = status
      const agoMs = Math.max(0, sentAtMs - (lastPacketAt ?? 0))
      const wasSilent = hearAt(book, { browserId, sentAtMs, agoMs }, nowMs)
      return { ...NOTHING, isWide: wasSilent }
    },
  }
}

interface Received {
  readonly browserId: string
  readonly sentAtMs: number
  readonly agoMs: number
  readonly stream?: number | undefined
}

interface Reader {
  readonly book: AccountBook
  readonly matches: MatchBook
  readonly pricing: Pricing
}

/** Answers the events that have lost their last selection, and whether an event is new or has changed. */
function readQuotes(
  { quotes, deleted }: QuotesBatch,
  { book, matches, pricing }: Reader,
): { readonly left: string[]; readonly isRematched: boolean } {
  let isRematched = false
  const gone = deleted.map((selectionId) => book.remove(selectionId))
  const moved = quotes.map((quote) => {
    if (matches.put(quote)) isRematched = true
    return book.put(quote, pricing)
  })
  return { left: [...gone, ...moved].filter((eventId) => eventId !== undefined), isRematched }
}

function sourceOf({ providerId, contractVersion, currency, browserId }: QuotesBatch): Source {
  return { providerId, contractVersion, currency, browserId }
}

function isSameSource(source: Source | null, batch: QuotesBatch): boolean {
  return (
    source !== null &&
    source.providerId === batch.providerId &&
    source.contractVersion === batch.contractVersion &&
    source.currency === batch.currency &&
    source.browserId === batch.browserId
  )
}
