import type { Field } from '../contract/field.ts'
import { QUOTE_FIELDS } from '../contract/stream.ts'
import type { MapRule, QuoteField } from '../contract/stream.ts'
import { compileConditions } from '../json/conditions.ts'
import { compilePointer } from '../json/pointer.ts'
import { idOf } from '../values/foreign.ts'
import { isLanguage2 } from '../values/value.ts'
import type { Notation } from '../values/value.ts'
import type { Book, Row } from './book.ts'
import { createCursor, walk } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { isSameFacts, WRITERS } from './facts.ts'
import { explainUnreadable, explainUnused } from './explain.ts'
import type { Faults } from './faults.ts'
import { compileFind, compileField, UNREADABLE, UNWANTED } from './field.ts'
import type { FieldReader, FieldValue } from './field.ts'
import type { Unread } from './missing.ts'

/** A message of a frame; `event` names it where the transport does. */
export interface Message {
  readonly event: string | undefined
  readonly value: unknown
}

export interface CompiledRule {
  readonly effect: MapRule['effect']
  meets(message: Message): boolean
  apply(value: unknown, book: Book, faults: Faults): void
}

interface CompiledField {
  readonly name: QuoteField
  readonly bit: number
  readonly read: FieldReader
  readonly write: (typeof WRITERS)[QuoteField]
  readonly fallback: string | boolean | null | undefined
}

type KeyReader = (cursor: Cursor) => string | undefined

function compileKey(field: Field, notation: Notation): KeyReader {
  const read = compileField(field, { ...notation, restOfMoney: 'refuse' })
  return (cursor) => {
    const value = read(cursor)
    return typeof value === 'string' ? idOf(value) : undefined
  }
}

interface Parent {
  readonly to: 'market' | 'event'
  readonly read: KeyReader
}

function compileParents({ marketKey, eventKey }: MapRule, notation: Notation): Parent[] {
  const parents: Parent[] = []
  if (marketKey !== undefined) parents.push({ to: 'market', read: compileKey(marketKey, notation) })
  if (eventKey !== undefined) parents.push({ to: 'event', read: compileKey(eventKey, notation) })
  return parents
}

function compileFields(rule: MapRule, notation: Notation): CompiledField[] {
  return QUOTE_FIELDS.flatMap((name, at) => {
    const field = rule.fields[name]
    if (field === undefined) return []
    const read = compileField(field, { ...notation, restOfMoney: 'down' })
    return [{ name, bit: 1 << at, read, write: WRITERS[name], fallback: field.default }]
  })
}

/** A default counts only as long as nothing has been said of the field. */
function readValue(
  { name, bit, read, fallback }: CompiledField,
  cursor: Cursor,
  row: Row,
): FieldValue {
  const value = read(cursor)
  if (value !== undefined || row.facts[name] !== undefined || (row.unreadable & bit) !== 0)
    return value
  return fallback
}

/**
 * Reads one field into a row; false: drift. A value that is there and no use makes the field unknown from now on: no
 * price is better than an old one.
 */
function writeField(field: CompiledField, cursor: Cursor, row: Row): boolean {
  const { name, bit, write } = field
  const value = readValue(field, cursor, row)
  if (value === undefined) return true
  if (value !== UNREADABLE && value !== UNWANTED && write(row.facts, value)) {
    row.unreadable &= ~bit
    return true
  }
  row.facts[name] = undefined
  row.unreadable |= bit
  return value === UNWANTED || value === null
}

/** Names a value that cannot be read. Version 1 names the rule alone. */
function compileUnreadable(rule: MapRule, index: number, notation: Notation) {
  if (!isLanguage2(notation))
    return (name: string, _cursor: Cursor, faults: Faults) =>
      faults.add(`map rule ${index}: unreadable ${name}`)
  const fields = new Map<string, Field>(
    Object.entries({ ...rule.fields, key: rule.key }).flatMap(([name, field]) =>
      field === undefined ? [] : [[name, field]],
    ),
  )
  return (name: string, cursor: Cursor, faults: Faults) => {
    const path = `stream.map[${index}].${name === 'key' ? 'key' : `fields.${name}`}`
    const field = fields.get(name)
    if (field !== undefined)
      faults.add(explainUnreadable(path, field, compileFind(field)(cursor)), path)
  }
}

/** Keeps why a value is of no use, for whoever explains the book. The words are made if they are asked for. */
function compileNote(rule: MapRule, index: number, unread: Unread) {
  const finds = new Map(
    QUOTE_FIELDS.flatMap((name) => {
      const field = rule.fields[name]
      return field === undefined ? [] : [[name, { field, find: compileFind(field) }] as const]
    }),
  )
  return (row: Row, name: QuoteField, cursor: Cursor): void => {
    const found = finds.get(name)
    const value = found?.find(cursor)
    if (found === undefined || value === undefined) return
    const path = `stream.map[${index}].fields.${name}`
    unread.add(row, name, () => explainUnused(path, found.field, value))
  }
}

/** Compiles one rule of the map: which messages it meets, and how they change the book. */
export function compileRule(
  rule: MapRule,
  index: number,
  notation: Notation,
  unread?: Unread,
): CompiledRule {
  const { table, effect } = rule
  const holds = compileConditions(rule.when)
  const each = rule.each.map(compilePointer)
  const innermost = each.length - 1
  const isWanted = rule.where.length === 0 ? undefined : compileConditions(rule.where)
  const readKey = compileKey(rule.key, notation)
  const parents = compileParents(rule, notation)
  const fields = compileFields(rule, notation)
  const faultOf = (what: string) => `map rule ${index}: ${what}`
  const addUnreadable = compileUnreadable(rule, index, notation)
  const note = unread === undefined ? undefined : compileNote(rule, index, unread)

  function merge(row: Row, cursor: Cursor, book: Book, faults: Faults): void {
    const before = table === 'selection' ? undefined : { ...row.facts }
    const wasUnreadable = row.unreadable
    let hasChanged = !row.isKnown
    row.isKnown = true
    for (const { to, read } of parents) {
      const key = read(cursor)
      const parent = key === undefined ? undefined : book.open(to, key)
      if (parent !== undefined) hasChanged = book.link(row, to, parent) || hasChanged
    }
    for (const field of fields) {
      if (!writeField(field, cursor, row)) addUnreadable(field.name, cursor, faults)
      if ((row.unreadable & field.bit) !== 0) note?.(row, field.name, cursor)
    }
    hasChanged ||=
      before === undefined || row.unreadable !== wasUnreadable || !isSameFacts(before, row.facts)
    if (hasChanged) book.markChanged(row)
  }

  function visit(cursor: Cursor, book: Book, faults: Faults): void {
    if (isWanted?.(innermost < 0 ? cursor.root : cursor.elements[innermost]) === false) return
    const key = readKey(cursor)
    if (key === undefined) return addUnreadable('key', cursor, faults)
    if (effect === 'delete') return book.forget(table, key)
    const row = book.open(table, key)
    if (row === undefined) return faults.add(faultOf(`the table ${table} is full`))
    merge(row, cursor, book, faults)
  }

  return {
    effect,
    meets: (message) =>
      (rule.event === undefined || rule.event === message.event) && holds(message.value),
    apply(value, book, faults) {
      const cursor = createCursor(value)
      const hasList = walk(cursor, each, () => visit(cursor, book, faults))
      if (!hasList && effect === 'snapshot')
        faults.add(faultOf(`no list at "${rule.each[0] ?? ''}"`))
    },
  }
}
