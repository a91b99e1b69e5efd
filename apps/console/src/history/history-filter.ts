import type { ExecutionSort, SortDirection } from '@surefoot/shared/messages'

const PARTS = [
  'text',
  'provider',
  'status',
  'hedge',
  'venue',
  'from',
  'to',
  'sort',
  'direction',
] as const
type Part = (typeof PARTS)[number]

/**
 * Which executions are shown and in which order, as the address carries it. Days (`from`, `to`, both included) are the
 * operator's own: `2026-11-29`. What does not fit is kept as it is: the gateway says what is wrong with it.
 */
export type HistoryFilter = { readonly [P in Part]?: string }

/** A filter from the address's query. Numbers and the like come as what they look like; empty is not given. */
export function readFilter(search: Readonly<Record<string, unknown>>): HistoryFilter {
  const given = PARTS.flatMap((part) => {
    const value = search[part]
    const isText = ['string', 'number', 'boolean'].includes(typeof value)
    const text = isText ? String(value).trim() : ''
    return text === '' ? [] : [[part, text] as const]
  })
  return Object.fromEntries(given)
}

/** A filter as the gateway takes it in its query string. */
export function writeQuery({ from, to, ...same }: HistoryFilter): URLSearchParams {
  const query = new URLSearchParams(Object.entries(same))
  if (from !== undefined) query.set('from', startOf(from, 0))
  if (to !== undefined) query.set('before', startOf(to, 1))
  return query
}

/** The instant at which a day begins, or one so many days later; what is no day stays as it is. */
function startOf(day: string, daysLater: number): string {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number)
  const start = new Date(year, month - 1, date + daysLater)
  return Number.isNaN(start.getTime()) ? day : start.toISOString()
}

const ORDER: readonly string[] = ['sort', 'direction'] satisfies Part[]

/** Whether anything is left out. */
export function isFiltered(filter: HistoryFilter): boolean {
  return Object.keys(filter).some((part) => !ORDER.includes(part))
}

export const sortOf = ({ sort = 'taken' }: HistoryFilter): string => sort
export const directionOf = ({ direction }: HistoryFilter): SortDirection =>
  direction === 'asc' ? 'asc' : 'desc'

/** The filter sorted by a column: largest or newest first, and the other way round if it is so already. */
export function sortBy(filter: HistoryFilter, sort: ExecutionSort): HistoryFilter {
  const isAgain = sortOf(filter) === sort
  const direction = isAgain && directionOf(filter) === 'desc' ? 'asc' : 'desc'
  return { ...filter, sort, direction }
}
