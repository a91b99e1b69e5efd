import { oppositeOf, outcomesOf, type MatchBook, type MatchIdentity } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  type Account,
  type Market,
  type Outcome,
  type Quote,
} from '@surefoot/shared/messages'
import type { MarketPlace } from './orientation.ts'
import { plainLine, type AccountBook, type PricedQuote, type Source } from './account-book.ts'

export type Books = Readonly<Record<Account, AccountBook>>

/** A candidate for an opportunity: one outcome of a market at A, its opposite at B. Outcomes are the match's own. */
export interface Pair {
  readonly matches: Readonly<Record<Account, MatchIdentity>>
  readonly market: Market
  readonly line: string | null
  readonly outcomes: Readonly<Record<Account, Outcome>>
}

/** The pair that a quote takes part in; undefined if its match is at one provider only, or its market is not two-way. */
export function pairOf(
  quote: Quote,
  account: Account,
  { books, matches }: { readonly books: Books; readonly matches: MatchBook },
): Pair | undefined {
  const other = books[account === 'A' ? 'B' : 'A'].source()
  const match = matches.find(quote.providerId, quote.eventId)
  if (match === undefined || match.counterpart.providerId !== other?.providerId) return undefined
  const counterpart = matches.find(other.providerId, match.counterpart.eventId)
  const outcome = turn(quote.outcome, match)
  const opposite = oppositeOf(outcome)
  if (counterpart === undefined || opposite === undefined) return undefined
  if (!outcomesOf(quote.market, quote.sport)?.includes(outcome)) return undefined
  return {
    matches: account === 'A' ? { A: match, B: counterpart } : { A: counterpart, B: match },
    market: quote.market,
    line: quote.line === null ? null : plainLine(quote.line),
    outcomes: account === 'A' ? { A: outcome, B: opposite } : { A: opposite, B: outcome },
  }
}

/** The account's quotes of an outcome of the pair's market: more than one where selections claim one place. */
export function quotesIn(pair: Pair, book: AccountBook, outcome: Outcome): readonly PricedQuote[] {
  const { market, line, matches } = pair
  const place = { eventId: eventIdOf(pair, book.account), market, line }
  return book.findAll(place, turn(outcome, matches[book.account]))
}

/** The event of a match at an account: the counterpart of the other's counterpart. */
function eventIdOf({ matches }: Pair, account: Account): string {
  return matches[account === 'A' ? 'B' : 'A'].counterpart.eventId
}

/** Home is away where the provider lists the sides the other way round. */
function turn(outcome: Outcome, { isSwapped }: MatchIdentity): Outcome {
  const isSide = outcome === 'home' || outcome === 'away'
  return isSwapped && isSide ? (oppositeOf(outcome) ?? outcome) : outcome
}

/** The same for the same outcomes of the same market, however prices move and however often the scanner restarts. */
export function opportunityIdOf(deskId: string, { matches, market, line, outcomes }: Pair): string {
  return [deskId, matches.A.matchId, market, line ?? '-', outcomes.A].join('|')
}

/**
 * The market of a match as both providers list it, whichever way round: names that change places are another market. Of a
 * kind are markets that the same versions of both contracts name.
 */
export function marketPlaceOf(pair: Pair, sources: Readonly<Record<Account, Source>>): MarketPlace {
  const { matches, market, line } = pair
  const events = [eventIdOf(pair, 'A'), eventIdOf(pair, 'B')]
  const turns = [matches.A.isSwapped, matches.B.isSwapped]
  const contracts = ACCOUNTS.flatMap((account) => {
    const { providerId, contractVersion } = sources[account]
    return [providerId, contractVersion]
  })
  return {
    key: JSON.stringify([...events, ...turns, market, line]),
    kind: market === 'total' ? JSON.stringify([...contracts, matches.A.named.sport]) : null,
  }
}
