import type { MapRule } from '../contract/stream.ts'
import { createFacts } from './facts.ts'
import type { Facts } from './facts.ts'

export type Table = MapRule['table']

/** A row of one of the three tables, linked to the rows that its keys name. */
export interface Row {
  readonly table: Table
  readonly key: string
  readonly facts: Facts
  /** One bit for each quote field whose last value could not be read or is not wanted. */
  unreadable: number
  /** A message gave this row; otherwise it is only named by others. */
  isKnown: boolean
  /** A selection that stands as a quote with whoever reads the mapper. */
  isLive: boolean
  market: Row | undefined
  event: Row | undefined
  /** The rows that name this one. */
  readonly dependents: Set<Row>
  /** Stands among the changes of this frame. */
  isChanged: boolean
  isForgotten: boolean
}

/**
 * Memory is bounded: a stream that names ever new ids fills a table and is a fault, no more. As many quotes as one
 * message of the wire carries.
 */
const MOST_ROWS = 5000

/** Nothing hangs on a selection. */
const NO_DEPENDENTS = new Set<Row>()

function createRow(table: Table, key: string): Row {
  return {
    table,
    key,
    facts: createFacts(),
    unreadable: 0,
    isKnown: false,
    isLive: false,
    market: undefined,
    event: undefined,
    dependents: table === 'selection' ? NO_DEPENDENTS : new Set(),
    isChanged: false,
    isForgotten: false,
  }
}

/** What a frame has done to the selections. */
interface Changes {
  /** Given or changed, themselves or by their market or event. */
  readonly touched: readonly Row[]
  /** Keys of live selections that were forgotten. */
  readonly lost: Set<string>
}

/**
 * What is known of a provider's events, markets and selections, and which of them a frame has changed.
 *
 * 1. A row is forgotten whole: when its key comes back, nothing of its past does.
 * 2. With an event go its markets, with a market its selections.
 * 3. Work is bounded by the rows that a frame names and what hangs on them, each once.
 */
export interface Book {
  /** The row of this key, made where there is none; undefined: the table is full. */
  open(table: Table, key: string): Row | undefined
  /** Makes `row` hang on another row instead of the one it hung on. True if that changed anything. */
  link(row: Row, to: 'market' | 'event', parent: Row): boolean
  markChanged(row: Row): void
  /** All selections, in the order in which messages named them. */
  selections(): IterableIterator<Row>
  forget(table: Table, key: string): void
  clear(): void
  /** What has changed since this was last asked. */
  takeChanges(): Changes
}

/** The selections among rows and what hangs on them, each once. */
function selectionsOf(rows: readonly Row[]): Row[] {
  const selections = rows.filter((row) => row.table === 'selection' && !row.isForgotten)
  const pending = rows.filter((row) => row.table !== 'selection' && !row.isForgotten)
  const seen = new Set(pending.length === 0 ? [] : selections)
  for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
    for (const dependent of row.dependents) {
      if (dependent.table !== 'selection') pending.push(dependent)
      else if (!seen.has(dependent)) {
        seen.add(dependent)
        selections.push(dependent)
      }
    }
  }
  return selections
}

export function createBook(): Book {
  const tables = {
    event: new Map<string, Row>(),
    market: new Map<string, Row>(),
    selection: new Map<string, Row>(),
  }
  let changed: Row[] = []
  let lost = new Set<string>()

  function unlink(row: Row, to: 'market' | 'event'): void {
    const parent = row[to]
    if (parent === undefined) return
    row[to] = undefined
    parent.dependents.delete(row)
    if (!parent.isKnown && parent.dependents.size === 0) forgetRow(parent)
  }

  function forgetRow(row: Row | undefined): void {
    if (row === undefined) return
    tables[row.table].delete(row.key)
    row.isForgotten = true
    if (row.isLive) lost.add(row.key)
    unlink(row, 'market')
    unlink(row, 'event')
    for (const dependent of row.dependents) forgetRow(dependent)
  }

  return {
    open(table, key) {
      const rows = tables[table]
      const found = rows.get(key)
      if (found !== undefined || rows.size >= MOST_ROWS) return found
      const row = createRow(table, key)
      rows.set(key, row)
      return row
    },
    link(row, to, parent) {
      if (row[to] === parent) return false
      unlink(row, to)
      row[to] = parent
      parent.dependents.add(row)
      return true
    },
    markChanged(row) {
      if (!row.isChanged) changed.push(row)
      row.isChanged = true
    },
    selections: () => tables.selection.values(),
    forget: (table, key) => forgetRow(tables[table].get(key)),
    clear() {
      for (const rows of Object.values(tables)) rows.clear()
      changed = []
      lost = new Set()
    },
    takeChanges() {
      const changes = { touched: selectionsOf(changed), lost }
      for (const row of changed) row.isChanged = false
      changed = []
      lost = new Set()
      return changes
    },
  }
}
