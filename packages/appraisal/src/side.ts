import { isFirst, oppositeOf, type BookPrices } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  type Account,
  type Market,
  type Outcome,
  type Quote,
} from '@surefoot/shared/messages'
import type { AccountBook, Source } from './account-book.ts'
import { quotesIn, type Books, type Pair } from './pair.ts'
import type { FindTerms, Terms } from './terms.ts'

/** One side of a pair with all that its leg and the rails need. */
export interface Side {
  readonly source: Source
  readonly quote: Quote
  /** Of the match, not as the provider lists it: its sides may be the other way round. */
  readonly market: Market
  readonly line: string | null
  readonly outcome: Outcome
  /** The other outcome at the same provider, if it can be bet. */
  readonly opposite: Quote | undefined
  /** How many selections claim the place of the outcome, or of the other one, whichever more do. */
  readonly claims: number
  /** Whether the provider takes bets on a draw of this market: then its two outcomes are not all. */
  readonly hasDraw: boolean
  /** Whether both outcomes have the price that most of the provider's selections have: no market is priced yet. */
  readonly isUnpriced: boolean
  /** When a message priced the market last, and when its stream was received last, by the scanner's clock. */
  readonly pricedAtMs: number
  readonly heardAtMs: number
  /** Which source of the contract it came by, if that is known. */
  readonly stream: number | undefined
  /** Undefined while the contract was not read. */
  readonly terms: Terms | undefined
}

export type Sides = Readonly<Record<Account, Side>>

/** Both sides of a pair as the books have them; undefined if one has no price. */
export function sidesOf(
  pair: Pair,
  { books, findTerms }: { readonly books: Books; readonly findTerms: FindTerms },
): Sides | undefined {
  const [A, B] = ACCOUNTS.map((account) => sideOf(pair, books[account], findTerms))
  return A === undefined || B === undefined ? undefined : { A, B }
}

function sideOf(pair: Pair, book: AccountBook, findTerms: FindTerms): Side | undefined {
  const outcome = pair.outcomes[book.account]
  const source = book.source()
  const claims = quotesIn(pair, book, outcome)
  const others = quotesIn(pair, book, oppositeOf(outcome) ?? outcome)
  const [priced] = claims
  const [other] = others
  if (source === null || priced === undefined) return undefined
  const { quote, stream } = priced
  return {
    source,
    quote,
    market: pair.market,
    line: pair.line,
    outcome,
    opposite: other?.quote.suspended === false ? other.quote : undefined,
    claims: Math.max(claims.length, others.length),
    isUnpriced: quote.odds === other?.quote.odds && book.prices.isEverywhere(quote.odds),
    hasDraw: quotesIn(pair, book, 'draw').length > 0,
    pricedAtMs: Math.max(priced.atMs, other?.atMs ?? 0),
    heardAtMs: book.streams.streamHeardAtMs(stream),
    stream,
    terms: findTerms(source.providerId, source.contractVersion),
  }
}

/** Both prices of a side's provider, the first outcome (home, over) first; undefined where one is not open. */
export function booksOf({ quote, opposite, outcome }: Side): BookPrices | undefined {
  if (opposite === undefined) return undefined
  return isFirst(outcome) ? [quote.odds, opposite.odds] : [opposite.odds, quote.odds]
}
