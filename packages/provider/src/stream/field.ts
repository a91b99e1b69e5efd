import type { Field } from '../contract/field.ts'
import { compilePointer } from '../json/pointer.ts'
import { isSameScalar } from '../json/parse.ts'
import { joinFraction } from '../json/value-at.ts'
import { idOf, textOf } from '../values/foreign.ts'
import { compileCut, compileValue } from '../values/value.ts'
import type { Notation, ValueKind } from '../values/value.ts'
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
  /** Odds of a bet that may have ended. */
  readonly isListed?: boolean
}

function boolOf(value: unknown): boolean | undefined {
  if (value === true || value === 1 || value === 'true' || value === '1') return true
  return value === false || value === 0 || value === 'false' || value === '0' ? false : undefined
}

function intOf(value: unknown): string | undefined {
  return typeof value === 'string' && !/^-?\d{1,40}$/.test(value) ? undefined : idOf(value)
}

type Convert = (value: unknown) => string | boolean | undefined

function compileConvert(field: Field, context: FieldContext): Convert {
  const { type } = field
  // What is cut out of a text is cut before it is translated.
  const words = { ...field, between: undefined }
  const of = (kind: ValueKind): Convert => compileValue(kind, words, context)
  if (type === 'string') return (value) => textOf(value)?.trim()
  if (type === 'int') return intOf
  if (type === 'bool') return boolOf
  if (type === 'odds') return of(context.isListed ? 'listed' : 'odds')
  if (type === 'money') return of(context.restOfMoney === 'down' ? 'limit' : 'money')
  if (type === 'decimal') return of('line')
  if (type !== 'datetime') return compileValue('instant', { format: type }, context)
  return of('instant')
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

/** Finds the value as it came. */
export function compileFind({ at, over, level }: Field): (cursor: Cursor) => unknown {
  const find = compileFindAt(at, level)
  if (over === undefined) return find
  const findOver = compileFindAt(over, level)
  return (cursor) => joinFraction(find(cursor), findOver(cursor))
}

function compileFindAt(at: string, level: Field['level']): (cursor: Cursor) => unknown {
  if (at === '@key') return level === 'root' ? () => undefined : (cursor) => cursor.keys[level]
  const find = compilePointer(at)
  return level === 'root' ? (cursor) => find(cursor.root) : (cursor) => find(cursor.elements[level])
}

/** What is worth remembering: a stream repeats few texts very often. Bounded, whatever a provider sends. */
const MOST_REMEMBERED = 4096
const LONGEST_REMEMBERED = 40

function remember(read: (value: unknown) => FieldValue): (value: unknown) => FieldValue {
  const known = new Map<string | number, FieldValue>()
  return (value) => {
    const isShort = typeof value === 'string' && value.length <= LONGEST_REMEMBERED
    if (!isShort && typeof value !== 'number') return read(value)
    const found = known.get(value)
    if (found !== undefined) return found
    const fresh = read(value)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(value, fresh)
    return fresh
  }
}

/** A value of a message as ours: cut out of its text, translated, converted. */
function compileConversion(field: Field, context: FieldContext): (value: unknown) => FieldValue {
  const convert = compileConvert(field, context)
  const cut = compileCut(field)
  const read = field.words === undefined ? convert : compileTranslation(field.words, convert)
  if (cut === undefined) return (value) => orUnreadable(read(value))
  return (value) => orUnreadable(read(cut(textOf(value) ?? '')))
}

function orUnreadable(value: ReturnType<Convert> | typeof UNWANTED): FieldValue {
  return value ?? UNREADABLE
}

function compileTranslation(words: NonNullable<Field['words']>, convert: Convert) {
  const translate = compileWords(words)
  return (value: unknown): ReturnType<Convert> | typeof UNWANTED => {
    const word = translate(value)
    return word === null ? UNWANTED : convert(word)
  }
}

/** Whether a value says that there is none. */
function compileNothing({ nothing }: Field): (value: unknown) => boolean {
  if (nothing.length === 0) return (value) => value === null || value === ''
  const none = new Set<unknown>([null, '', ...nothing])
  return (value) =>
    none.has(value) ||
    (typeof value === 'bigint' && nothing.some((each) => isSameScalar(value, each)))
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
