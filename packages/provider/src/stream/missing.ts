import type { ProviderContract } from '../contract/contract.ts'
import { QUOTE_FIELDS } from '../contract/stream.ts'
import type { MapRule, QuoteField } from '../contract/stream.ts'
import type { Row, Table } from './book.ts'
import { nearest } from './join.ts'

/** What a value that a row could not use was: in words, by row and field. */
export interface Unread {
  add(row: Row, name: QuoteField, why: () => string): void
  find(row: Row, name: QuoteField): string | undefined
}

export function createUnread(): Unread {
  const rows = new WeakMap<Row, Map<QuoteField, () => string>>()
  return {
    add(row, name, why) {
      const known = rows.get(row) ?? new Map<QuoteField, () => string>()
      rows.set(row, known.set(name, why))
    },
    find: (row, name) => rows.get(row)?.get(name)?.(),
  }
}

/** Without these a quote is nothing. The others count only where the contract reads them. */
const REQUIRED: ReadonlySet<QuoteField> = new Set([
  'home',
  'away',
  'start',
  'sport',
  'market',
  'outcome',
  'odds',
])
const OF_SELECTION: ReadonlySet<QuoteField> = new Set(['outcome', 'odds'])

/** The places of a contract that would give a field. */
function placesOf(rules: readonly MapRule[], name: QuoteField): string {
  const found = rules.flatMap(({ fields }, at) => {
    const field = fields[name]
    return field === undefined ? [] : [`stream.map[${at}].fields.${name} at "${field.at}"`]
  })
  return found.join(' or ')
}

function rowsOf(selection: Row): Row[] {
  const event = selection.event ?? selection.market?.event
  return [selection, selection.market, event].filter((row) => row !== undefined)
}

function nameOf(row: Row): string {
  return `${row.table} "${row.key}"`
}

function explainCoherence(rows: readonly Row[]): string[] {
  const [a, b, c] = rows.map(({ facts }) => facts)
  const market = nearest(a?.market, b?.market, c?.market, undefined)
  const line = nearest(a?.line, b?.line, c?.line, null) ?? null
  const outcome = a?.outcome
  const isOfTotal = outcome === 'over' || outcome === 'under'
  if (market === 'total' && !isOfTotal)
    return [`its market is total and its outcome ${outcome}: a total has over and under`]
  if (market === 'total' && line === null) return ['its market is total and it has no line']
  if (market !== 'total' && isOfTotal)
    return [`its market is ${market} and its outcome ${outcome}: only a total has that outcome`]
  return market !== 'total' && line !== null
    ? [`its market is ${market} and it has the line ${line}: only a total has one`]
    : []
}

/**
 * Which facts a selection lacks to be a quote, in words for whoever writes the contract. Empty exactly where
 * `compileJoin` gives a quote.
 */
export function compileMissing(
  { stream }: ProviderContract,
  unread: Unread,
): (selection: Row) => string[] {
  const places = new Map(QUOTE_FIELDS.map((name) => [name, placesOf(stream.map, name)]))
  const tables = new Set<Table>(stream.map.map(({ table }) => table))
  const has = (table: Table) => tables.has(table)

  function explainParent(selection: Row, to: 'market' | 'event'): string[] {
    if (!has(to)) return []
    const isBehindMarket = to === 'event' && selection.event === undefined
    if (isBehindMarket && has('market') && selection.market?.isKnown !== true) return []
    const parent = to === 'market' ? selection.market : (selection.event ?? selection.market?.event)
    if (parent === undefined) return [`it is joined with no ${to}: no ${to}Key of it was read`]
    return parent.isKnown
      ? []
      : [`it is joined with ${nameOf(parent)}, which no rule of the table "${to}" gave`]
  }

  function explainUnread(rows: readonly Row[]): string[] {
    return rows.flatMap((row) =>
      QUOTE_FIELDS.filter((_, at) => (row.unreadable & (1 << at)) !== 0).map((name) => {
        const why = unread.find(row, name) ?? 'its value is none of a quote'
        return `${name} of ${nameOf(row)} is not known: ${why}`
      }),
    )
  }

  function explainField(name: QuoteField, rows: readonly Row[]): string[] {
    if (rows.some((row) => (row.unreadable & (1 << QUOTE_FIELDS.indexOf(name))) !== 0)) return []
    const [a, b, c] = OF_SELECTION.has(name) ? rows.slice(0, 1) : rows
    const value = nearest(a?.facts[name], b?.facts[name], c?.facts[name], undefined)
    const place = places.get(name) ?? ''
    if (value === undefined && place !== '') return [`no ${name}: nothing was found by ${place}`]
    if (REQUIRED.has(name) && (value === undefined || value === null))
      return [`no ${name}: the message has none`]
    return name === 'suspended' && value === null ? ['no suspended: the message has none'] : []
  }

  function explainEventId(selection: Row, rows: readonly Row[]): string[] {
    const event = selection.event ?? selection.market?.event
    const [a, b, c] = rows
    const value = nearest(a?.facts.eventId, b?.facts.eventId, c?.facts.eventId, event?.key)
    return value ? [] : ['no eventId: it is joined with no event, and no rule gave it an eventId']
  }

  return (selection) => {
    const rows = rowsOf(selection)
    const joins = (['market', 'event'] as const).flatMap((to) => explainParent(selection, to))
    const lacks = QUOTE_FIELDS.filter((name) => name !== 'eventId').flatMap((name) =>
      explainField(name, rows),
    )
    // A row that is not joined lacks what its market and event would give: the join is the fault.
    const facts = joins.length > 0 ? [] : [...lacks, ...explainEventId(selection, rows)]
    const faults = [...joins, ...explainUnread(rows), ...facts]
    return faults.length > 0 ? faults : explainCoherence(rows)
  }
}
