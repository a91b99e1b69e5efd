/**
 * Owns the live quotes of one account, by selection and by place.
 *
 * 1. A place is one outcome of one market of one event. Two selections that claim one are both kept, and neither is its price.
 * 2. A market is as old as the last message that priced it, whatever else its stream sends.
 */
import { plainLine } from '@surefoot/shared/markets'
import type { Account, Market, Outcome, Quote, QuotesBatch } from '@surefoot/shared/messages'
import { createPriceCounts, type PriceCounts } from './price-counts.ts'
import { createStreamTimes, type StreamTimes } from './stream-times.ts'

/** Whose quotes an account has: of one browser, at one provider, read by one version of a contract. */
export type Source = Pick<QuotesBatch, 'providerId' | 'contractVersion' | 'currency' | 'browserId'>

/** A market of an event, in the provider's own ids. */
export interface MarketPlace {
  readonly eventId: string
  readonly market: Market
  readonly line: string | null
}

/** When a quote came, and by which source of its contract. */
export interface Pricing {
  readonly atMs: number
  /** Counted from 0 in the contract's order; undefined: the executor does not publish it. */
  readonly stream: number | undefined
}

export interface PricedQuote extends Pricing {
  readonly quote: Quote
}

export interface AccountBook {
  readonly account: Account
  readonly source: () => Source | null
  /** All that comes from now on is this source's, of which nothing came yet; null: there is none. */
  readonly setSource: (source: Source | null) => void
  /** Answers as `remove` if the selection has moved to another event. */
  readonly put: (quote: Quote, pricing: Pricing) => string | undefined
  /** Forgets a selection; answers its event's id if that was the last of it. */
  readonly remove: (selectionId: string) => string | undefined
  /** Forgets everything; answers the ids of the events. */
  readonly clear: () => string[]
  readonly hasEvent: (eventId: string) => boolean
  /** All selections that claim a place: one, unless the provider or its contract confuses two. */
  readonly findAll: (place: MarketPlace, outcome: Outcome) => readonly PricedQuote[]
  readonly quotes: () => Quote[]
  /** The latest quote of a selection; undefined if the account has none. */
  readonly quoteOf: (selectionId: string) => PricedQuote | undefined
  /** How common each price is in the book. */
  readonly prices: Pick<PriceCounts, 'isEverywhere'>
  /** All quotes of a stream are right as of when it was received last. */
  readonly streams: Omit<StreamTimes, 'clear'>
}

const NONE: ReadonlyMap<string, PricedQuote> = new Map()

export function createAccountBook(account: Account): AccountBook {
  const bySelection = new Map<string, PricedQuote>()
  const byPlace = new Map<string, Map<string, PricedQuote>>()
  const byEvent = new Map<string, Set<string>>()
  const streams = createStreamTimes()
  const prices = createPriceCounts()
  let source: Source | null = null

  function remove(selectionId: string): string | undefined {
    const quote = bySelection.get(selectionId)?.quote
    if (quote === undefined) return undefined
    bySelection.delete(selectionId)
    prices.remove(quote.odds)
    const key = keyOf(quote, quote.outcome)
    const place = byPlace.get(key)
    place?.delete(selectionId)
    if (place?.size === 0) byPlace.delete(key)
    const selections = byEvent.get(quote.eventId)
    selections?.delete(selectionId)
    if (selections?.size !== 0) return undefined
    byEvent.delete(quote.eventId)
    return quote.eventId
  }

  function put(quote: Quote, pricing: Pricing): string | undefined {
    const before = bySelection.get(quote.selectionId)?.quote
    const key = keyOf(quote, quote.outcome)
    const hasMoved = before !== undefined && keyOf(before, before.outcome) !== key
    const left = hasMoved ? remove(quote.selectionId) : undefined
    if (before !== undefined && !hasMoved) prices.remove(before.odds)
    prices.add(quote.odds)
    const priced = { quote, ...pricing }
    bySelection.set(quote.selectionId, priced)
    const place = byPlace.get(key) ?? new Map<string, PricedQuote>()
    byPlace.set(key, place.set(quote.selectionId, priced))
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
      streams.clear()
    },
    put,
    remove,
    clear: () => {
      const eventIds = [...byEvent.keys()]
      for (const known of [bySelection, byPlace, byEvent, prices]) known.clear()
      return eventIds
    },
    hasEvent: (eventId) => byEvent.has(eventId),
    findAll: (place, outcome) => [...(byPlace.get(keyOf(place, outcome)) ?? NONE).values()],
    quotes: () => [...bySelection.values()].map(({ quote }) => quote),
    quoteOf: (selectionId) => bySelection.get(selectionId),
    prices,
    streams,
  }
}

function keyOf({ eventId, market, line }: MarketPlace, outcome: Outcome): string {
  return `${eventId}|${market}|${line === null ? '' : plainLine(line)}|${outcome}`
}
