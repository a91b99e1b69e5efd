import { isCoherent, MARKETS, negateLine } from '@surefoot/shared/markets'
import type { Quote } from '@surefoot/shared/messages'
import type { ProviderContract } from '../contract/contract.ts'
import type { QuoteField } from '../contract/stream.ts'
import type { Row, Table } from './book.ts'
import { createFacts } from './facts.ts'
import type { Facts } from './facts.ts'

type Said<T> = T | null | undefined

/** The nearest row that has a value; else null if one says that there is none; else undefined. */
export function nearest<T>(
  selection: Said<T>,
  market: Said<T>,
  event: Said<T>,
  otherwise: Said<T>,
): Said<T> {
  const value = selection ?? market ?? event
  if (value !== undefined && value !== null) return value
  return selection === null || market === null || event === null ? null : otherwise
}

const NOTHING: Facts = createFacts()

/** What stands for a field that the contract never reads. A field that it does read has to be there. */
function readUnmapped(contract: ProviderContract): Facts {
  const mapped = (name: QuoteField) =>
    contract.stream.map.some((rule) => rule.fields[name] !== undefined)
  return {
    ...createFacts(),
    competition: mapped('competition') ? undefined : null,
    line: mapped('line') ? undefined : null,
    maxStake: mapped('maxStake') ? undefined : null,
    suspended: mapped('suspended') ? undefined : false,
  }
}

function isSuspended(
  selection: Facts,
  market: Facts,
  event: Facts,
  otherwise: Facts,
): boolean | undefined {
  if (selection.suspended === true || market.suspended === true || event.suspended === true)
    return true
  return (
    nearest(selection.suspended, market.suspended, event.suspended, otherwise.suspended) ??
    undefined
  )
}

/** The quote with home's line. One whose line is nobody's, by the contract, is none: a sign is not guessed. */
function asHomes(quote: Quote, { handicapLine }: ProviderContract): Quote | undefined {
  const { market, line, outcome } = quote
  if (line === null || MARKETS[market].line !== 'margin') return quote
  if (handicapLine === undefined) return undefined
  return handicapLine === 'side' && outcome === 'away'
    ? { ...quote, line: negateLine(line) }
    : quote
}

export type Join = (selection: Row) => Quote | undefined

/** Joins a selection with its market and event. Undefined until nothing is missing. */
export function compileJoin(contract: ProviderContract): Join {
  const unmapped = readUnmapped(contract)
  const has = (table: Table) => contract.stream.map.some((rule) => rule.table === table)
  const [hasMarkets, hasEvents] = [has('market'), has('event')]

  return (selection) => {
    const { market } = selection
    const event = selection.event ?? market?.event
    if ((hasMarkets && market?.isKnown !== true) || (hasEvents && event?.isKnown !== true))
      return undefined
    if ((selection.unreadable | (market?.unreadable ?? 0) | (event?.unreadable ?? 0)) !== 0)
      return undefined
    const [a, b, c] = [selection.facts, market?.facts ?? NOTHING, event?.facts ?? NOTHING]
    const eventId = nearest(a.eventId, b.eventId, c.eventId, event?.key)
    const home = nearest(a.home, b.home, c.home, undefined)
    const away = nearest(a.away, b.away, c.away, undefined)
    const start = nearest(a.start, b.start, c.start, undefined)
    const sport = nearest(a.sport, b.sport, c.sport, undefined)
    const kind = nearest(a.market, b.market, c.market, undefined)
    const competition = nearest(a.competition, b.competition, c.competition, unmapped.competition)
    const line = nearest(a.line, b.line, c.line, unmapped.line)
    const maxStake = nearest(a.maxStake, b.maxStake, c.maxStake, unmapped.maxStake)
    const suspended = isSuspended(a, b, c, unmapped)
    if (!eventId || !home || !away || !start || !sport || !kind || !a.outcome || !a.odds)
      return undefined
    if (
      competition === undefined ||
      line === undefined ||
      maxStake === undefined ||
      suspended === undefined
    )
      return undefined
    const quote: Quote = {
      providerId: contract.id,
      eventId,
      home,
      away,
      start,
      sport,
      competition,
      market: kind,
      line,
      selectionId: selection.key,
      outcome: a.outcome,
      odds: a.odds,
      maxStake,
      suspended,
    }
    return isCoherent(quote) ? asHomes(quote, contract) : undefined
  }
}
