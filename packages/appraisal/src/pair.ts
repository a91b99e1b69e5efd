import { oppositeOf, outcomesOf, type MatchBook, type MatchIdentity } from '@surefoot/arbitrage'
import { mirror, plainLine, type Selection } from '@surefoot/shared/markets'
import {
  ACCOUNTS,
  type Account,
  type Market,
  type Outcome,
  type Quote,
} from '@surefoot/shared/messages'
import type { MarketPlace } from './orientation.ts'
import type { AccountBook, PricedQuote, Source } from './account-book.ts'

export type Books = Readonly<Record<Account, AccountBook>>

/**
 * A candidate for an opportunity: one outcome of a market at A, its opposite at B. Market, line and outcomes are the match's own:
 * where a provider lists the sides the other way round, its home -0.5 is away's, and its away +0.5 is home's.
 */
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
  const { market, line, outcome } = turn(quote, match)
  const opposite = oppositeOf(outcome)
  if (counterpart === undefined || opposite === undefined) return undefined
  if (!outcomesOf(market, quote.sport)?.includes(outcome)) return undefined
  return {
    matches: account === 'A' ? { A: match, B: counterpart } : { A: counterpart, B: match },
    market,
    line: line === null ? null : plainLine(line),
    outcomes: account === 'A' ? { A: outcome, B: opposite } : { A: opposite, B: outcome },
  }
}

/** The account's quotes of an outcome of the pair's market: more than one where selections claim one place. */
export function quotesIn(pair: Pair, book: AccountBook, outcome: Outcome): readonly PricedQuote[] {
  const { market, line, matches } = pair
  const listed = turn({ market, line, outcome }, matches[book.account])
  return book.findAll({ ...listed, eventId: eventIdOf(pair, book.account) }, listed.outcome)
}

/** The event of a match at an account: the counterpart of the other's counterpart. */
function eventIdOf({ matches }: Pair, account: Account): string {
  return matches[account === 'A' ? 'B' : 'A'].counterpart.eventId
}

/** A provider's selection as the match's own, or the match's as the provider lists it: either way is the same turn. */
export function turn(
  selection: Selection,
  { isSwapped }: Pick<MatchIdentity, 'isSwapped'>,
): Selection {
  return isSwapped ? mirror(selection) : selection
}

/** The same for the same outcomes of the same market, however prices move and however often the scanner restarts. */
export function opportunityIdOf(deskId: string, { matches, market, line, outcomes }: Pair): string {
  return [deskId, matches.A.matchId, market, line ?? '-', outcomes.A].join('|')
}

/** Whether its outcomes change places with the sides. */
function isOfSides({ market, line, outcomes }: Pair): boolean {
  return mirror({ market, line, outcome: outcomes.A }).outcome !== outcomes.A
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
    kind: isOfSides(pair) ? null : JSON.stringify([...contracts, matches.A.named.sport, market]),
  }
}
