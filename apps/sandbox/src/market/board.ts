import type { ListedEvent, ListedMarket, ListedSelection } from './listing.ts'
import type { House } from './match.ts'

export interface Quote {
  /** Hundredths: 210. */
  readonly odds: number
  readonly limitMinor: number
  readonly isOpen: boolean
  /** Shown as open although every bet on it is refused: a stale price. */
  readonly isTrap: boolean
}

export interface SelectionQuote {
  readonly id: string
  readonly quote: Quote
}

/** A selection with all that is known about it at this moment. */
export interface Offer {
  readonly event: ListedEvent
  readonly market: ListedMarket
  readonly selection: ListedSelection
  readonly quote: Quote
}

export type BoardChange =
  | { readonly kind: 'listed' }
  | { readonly kind: 'priced'; readonly offers: readonly Offer[] }
  | { readonly kind: 'removed'; readonly selectionIds: readonly string[] }

type Listener = (change: BoardChange) => void

/** What one house shows: its events, their prices, and who is told when they change. */
export class Board {
  readonly house: House
  readonly #offers = new Map<string, Offer>()
  readonly #suspended = new Set<string>()
  readonly #unpublished = new Set<string>()
  readonly #listeners = new Set<Listener>()
  #events: readonly ListedEvent[] = []

  constructor(house: House) {
    this.house = house
  }

  get events(): readonly ListedEvent[] {
    return this.#events
  }

  offers(): Offer[] {
    return [...this.#offers.keys()].flatMap((id) => this.offer(id) ?? [])
  }

  offer(selectionId: string): Offer | undefined {
    const offer = this.#offers.get(selectionId)
    if (!offer || !this.#suspended.has(selectionId)) return offer
    return { ...offer, quote: { ...offer.quote, isOpen: false } }
  }

  isSuspended(selectionId: string): boolean {
    return this.#suspended.has(selectionId)
  }

  /** Lists events with a quote for each of their selections, and tells the listeners. */
  list(events: readonly ListedEvent[], quotes: readonly SelectionQuote[]): void {
    const quoteOf = new Map(quotes.map(({ id, quote }) => [id, quote]))
    this.#events = [...this.#events, ...events].toSorted((a, b) => a.startMs - b.startMs)
    for (const event of events) {
      for (const market of event.markets) {
        for (const selection of market.selections) {
          const quote = quoteOf.get(selection.id)
          if (quote) this.#offers.set(selection.id, { event, market, selection, quote })
        }
      }
    }
    this.publish()
    this.#tell({ kind: 'listed' })
  }

  remove(event: ListedEvent): void {
    const selectionIds = event.markets.flatMap((market) => market.selections.map(({ id }) => id))
    for (const id of selectionIds) {
      this.#offers.delete(id)
      this.#suspended.delete(id)
      this.#unpublished.delete(id)
    }
    this.#events = this.#events.filter(({ id }) => id !== event.id)
    this.#tell({ kind: 'removed', selectionIds })
  }

  /** Changes a quote; listeners learn of it at the next {@link publish}. */
  show(selectionId: string, quote: Quote): void {
    const offer = this.#offers.get(selectionId)
    if (!offer || isSame(offer.quote, quote)) return
    this.#offers.set(selectionId, { ...offer, quote })
    this.#unpublished.add(selectionId)
  }

  /** @returns false if no such selection is listed */
  suspend(selectionId: string): boolean {
    if (!this.#offers.has(selectionId)) return false
    this.#suspended.add(selectionId)
    this.#unpublished.add(selectionId)
    this.publish()
    return true
  }

  resume(): void {
    for (const id of this.#suspended) this.#unpublished.add(id)
    this.#suspended.clear()
    this.publish()
  }

  publish(): void {
    if (this.#unpublished.size === 0) return
    const offers = [...this.#unpublished].flatMap((id) => this.offer(id) ?? [])
    this.#unpublished.clear()
    this.#tell({ kind: 'priced', offers })
  }

  /** @returns the function that ends the subscription */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(change: BoardChange): void {
    for (const listener of this.#listeners) listener(change)
  }
}

const isSame = (a: Quote, b: Quote) =>
  a.odds === b.odds &&
  a.limitMinor === b.limitMinor &&
  a.isOpen === b.isOpen &&
  a.isTrap === b.isTrap
