import type { Field } from '../contract/field.ts'
import { compilePointer } from '../json/pointer.ts'
import { parseFixed, formatFixed } from '../values/fixed.ts'
import { idOf, localeOf, moneyOf, oddsOf, textOf } from '../values/foreign.ts'
import type { Notation } from '../values/foreign.ts'
import { parseEpoch, parseInstant } from '../values/instant.ts'
import type { Cursor } from './cursor.ts'

/** The message has a value, and it cannot be read: drift. */
export const UNREADABLE = Symbol('unreadable')
/** The message has a value that the contract knows and does not want. */
export const UNWANTED = Symbol('unwanted')

/** undefined: the message says nothing. null: it says that there is nothing. */
export type FieldValue = string | boolean | null | undefined | typeof UNREADABLE | typeof UNWANTED
export type FieldReader = (cursor: Cursor) => FieldValue

interface FieldContext extends Notation {
  /** What becomes of an amount's third decimal. */
  readonly restOfMoney: 'down' | 'refuse'
}

function boolOf(value: unknown): boolean | undefined {
  if (value === true || value === 1 || value === 'true' || value === '1') return true
  return value === false || value === 0 || value === 'false' || value === '0' ? false : undefined
}

/** A number that names something, such as the line of a total: "2.50" is "2.5". */
function decimalOf(value: unknown, notation: Notation): string | undefined {
  const mark = localeOf(value, notation) === 'point' ? '.' : ','
  const units = parseFixed(textOf(value) ?? '', { scale: 4, mark, rest: 'refuse' })
  return units === undefined ? undefined : formatFixed(units, 4, 0)
}

const converters: Record<
  Field['type'],
  (value: unknown, context: FieldContext) => string | boolean | undefined
> = {
  string: (value) => textOf(value)?.trim(),
  int: (value) =>
    typeof value === 'string' && !/^-?\d{1,15}$/.test(value) ? undefined : idOf(value),
  decimal: decimalOf,
  odds: oddsOf,
  money: (value, context) => moneyOf(value, context, context.restOfMoney),
  datetime: (value) => parseInstant(textOf(value) ?? ''),
  epoch: (value) => parseEpoch(textOf(value) ?? '', 1000),
  epochMs: (value) => parseEpoch(textOf(value) ?? '', 1),
  bool: boolOf,
}

/** A provider's word as ours: undefined for a word the contract does not have, null for one it does not want. */
function compileWords(
  words: NonNullable<Field['words']>,
): (value: unknown) => string | boolean | null | undefined {
  const ours = new Map(Object.entries(words))
  const other = ours.get('*')
  return (value) => {
    const word = typeof value === 'boolean' ? String(value) : textOf(value)
    if (word === undefined) return undefined
    const found = ours.get(word)
    return found === undefined ? other : found
  }
}

function compileFind({ at, level }: Field): (cursor: Cursor) => unknown {
  if (at === '@key') return level === 'root' ? () => undefined : (cursor) => cursor.keys[level]
  const find = compilePointer(at)
  return level === 'root' ? (cursor) => find(cursor.root) : (cursor) => find(cursor.elements[level])
}

/** What is worth remembering: a stream repeats few texts very often. Bounded, whatever a provider sends. */
const MOST_REMEMBERED = 4096
const LONGEST_REMEMBERED = 40

function remember(read: (value: unknown) => FieldValue): (value: unknown) => FieldValue {
  const known = new Map<string, FieldValue>()
  return (value) => {
    if (typeof value !== 'string' || value.length > LONGEST_REMEMBERED) return read(value)
    const found = known.get(value)
    if (found !== undefined) return found
    const fresh = read(value)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(value, fresh)
    return fresh
  }
}

/** A value of a message as ours: translated, converted. */
function compileConversion(field: Field, context: FieldContext): (value: unknown) => FieldValue {
  const convert = converters[field.type]
  if (field.words === undefined) return (value) => convert(value, context) ?? UNREADABLE
  const translate = compileWords(field.words)
  return (value) => {
    const word = translate(value)
    return word === null ? UNWANTED : (convert(word, context) ?? UNREADABLE)
  }
}

/** Whether a value says that there is none. */
function compileNothing({ nothing }: Field): (value: unknown) => boolean {
  if (nothing.length === 0) return (value) => value === null || value === ''
  const none = new Set<unknown>([null, '', ...nothing])
  return (value) => none.has(value)
}

/** Reads one value of a message. */
export function compileField(field: Field, context: FieldContext): FieldReader {
  const find = compileFind(field)
  const conversion = compileConversion(field, context)
  const isPlain = field.type === 'string' || field.type === 'int' || field.type === 'bool'
  const read = isPlain ? conversion : remember(conversion)
  const whenNull = field.default === undefined ? null : field.default
  const isNothing = compileNothing(field)
  return (cursor) => {
    const found = find(cursor)
    if (found === undefined) return undefined
    return isNothing(found) ? whenNull : read(found)
  }
}
