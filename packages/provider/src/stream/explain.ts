import type { Field } from '../contract/field.ts'
import { isSameScalar, writeJson } from '../json/parse.ts'
import { textOf } from '../values/foreign.ts'
import { compileCut } from '../values/value.ts'

const LONGEST_VALUE = 60

/** What to correct in the contract, or at the provider, for a value of each type. */
const REMEDIES: Record<Field['type'], string> = {
  string: 'point "at" to a text',
  int: 'point "at" to a whole number, or use the type "string"',
  decimal: 'correct its "scale", "numberLocale" or "between"',
  odds: 'correct its "format", "scale", "numberLocale" or "between", or "oddsRange"',
  money: 'correct its "format", "scale", "numberLocale" or "between"',
  datetime: 'correct its "format" or "zone"',
  epoch: 'use the type "datetime" with a "format"',
  epochMs: 'use the type "datetime" with a "format"',
  bool: 'translate it by "words"',
}

/** A value that cannot be read: where it is, what it is, and what to do. */
export function explainUnreadable(path: string, field: Field, value: unknown): string {
  const shown = value === undefined ? 'nothing' : writeJson(value).slice(0, LONGEST_VALUE)
  const remedy = field.words === undefined ? REMEDIES[field.type] : 'add it to "words"'
  return `${path}: ${shown} at "${field.at}" cannot be read as ${field.type}: ${remedy}`
}

function isUnwanted(field: Field, value: unknown): boolean {
  const { words } = field
  if (words === undefined) return false
  const text = typeof value === 'boolean' ? String(value) : textOf(value)
  const word = text === undefined ? undefined : (compileCut(field)?.(text) ?? text)
  const ours = new Map(Object.entries(words))
  return word !== undefined && (ours.has(word) ? ours.get(word) : ours.get('*')) === null
}

/** Why a value that a message has gives its quote nothing. */
export function explainUnused(path: string, field: Field, value: unknown): string {
  if (value === null || value === '' || field.nothing.some((each) => isSameScalar(value, each)))
    return `${path}: at "${field.at}" the message says that there is none`
  if (!isUnwanted(field, value)) return explainUnreadable(path, field, value)
  const shown = writeJson(value).slice(0, LONGEST_VALUE)
  return `${path}: ${shown} at "${field.at}" is a word that "words" does not want`
}
