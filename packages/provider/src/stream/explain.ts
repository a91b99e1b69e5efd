import type { Field } from '../contract/field.ts'
import { writeJson } from '../json/parse.ts'

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
