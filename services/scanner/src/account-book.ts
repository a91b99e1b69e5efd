import type { Account, Market, Outcome, Quote, QuotesBatch } from '@surefoot/shared/messages'

/** Who speaks for an account: one browser, at one provider, read by one version of a contract. */
export type Source = Pick<QuotesBatch, 'providerId' | 'contractVersion' | 'currency' | 'browserId'>

/** A market of an event, in the provider's own ids. */
export interface MarketPlace {
  readonly eventId: string
  readonly market: Market
  readonly line: string | null
}

/** The live quotes of one account, by selection and by market. */
export interface AccountBook {
  readonly account: Account
  readonly source: () => Source | null
  /** Everything that comes from now on is this source's, which has not been heard yet; null: nobody speaks. */
  readonly setSource: (source: Source | null) => void
  /** Answers as `remove` if the selection has moved to another event. */
  readonly put: (quote: Quote) => string | undefined
  /** Forgets a selection; answers its event's id if that was the last of it. */
  readonly remove: (selectionId: string) => string | undefined
  /** Forgets everything; answers the ids of the events. */
  readonly clear: () => string[]
  readonly hasEvent: (eventId: string) => boolean
  readonly find: (place: MarketPlace, outcome: Outcome) => Quote | undefined
  readonly quotes: () => Quote[]
  /** The latest quote of a selection; undefined if the account has none. */
  readonly quoteOf: (selectionId: string) => Quote | undefined
  /** The stream spoke at that time: every quote in the book stood then. */
  readonly hear: (atMs: number) => void
  /** When the stream last spoke, on the scanner's clock. */
  readonly heardAtMs: () => number
}

export function createAccountBook(account: Account): AccountBook {
  const bySelection = new Map<string, Quote>()
  const byPlace = new Map<string, Quote>()
  const byEvent = new Map<string, Set<string>>()
  let source: Source | null = null
  let heardAtMs = 0

  function remove(selectionId: string): string | undefined {
    const quote = bySelection.get(selectionId)
    if (quote === undefined) return undefined
    bySelection.delete(selectionId)
    const place = keyOf(quote, quote.outcome)
    if (byPlace.get(place)?.selectionId === selectionId) byPlace.delete(place)
    const selections = byEvent.get(quote.eventId)
    selections?.delete(selectionId)
    if (selections?.size !== 0) return undefined
    byEvent.delete(quote.eventId)
    return quote.eventId
  }

  function put(quote: Quote): string | undefined {
    const before = bySelection.get(quote.selectionId)
    const hasMoved =
      before !== undefined && keyOf(before, before.outcome) !== keyOf(quote, quote.outcome)
    const left = hasMoved ? remove(quote.selectionId) : undefined
    bySelection.set(quote.selectionId, quote)
    byPlace.set(keyOf(quote, quote.outcome), quote)
    const selections = byEvent.get(quote.eventId)
    if (selections === undefined) byEvent.set(quote.eventId, new Set([quote.selectionId]))
    else selections.add(quote.selectionId)
    return left
  }

  return {
    account,
    source: () => source,
    setSource: (next) => {
      source = next
      heardAtMs = 0
    },
    put,
    remove,
    clear: () => {
      const eventIds = [...byEvent.keys()]
      for (const known of [bySelection, byPlace, byEvent]) known.clear()
      return eventIds
    },
    hasEvent: (eventId) => byEvent.has(eventId),
    find: (place, outcome) => byPlace.get(keyOf(place, outcome)),
    quotes: () => [...bySelection.values()],
    quoteOf: (selectionId) => bySelection.get(selectionId),
    hear: (atMs) => {
      heardAtMs = Math.max(heardAtMs, atMs)
    },
    heardAtMs: () => heardAtMs,
  }
}

function keyOf({ eventId, market, line }: MarketPlace, outcome: Outcome): string {
  return `${eventId}|${market}|${plainLine(line)}|${outcome}`
}

/** "2.50" and "2.5" are one line. */
export function plainLine(line: string | null): string {
  return line?.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') ?? ''
}
