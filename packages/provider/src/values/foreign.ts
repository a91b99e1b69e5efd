import type { NumberLocale, OddsFormat } from '../contract/scalars.ts'
import { parseMoney } from './money.ts'
import { parseOdds } from './odds.ts'

const LONGEST_ID = 120

/** How a provider's messages write values. */
export interface Notation {
  readonly oddsFormat: OddsFormat
  readonly numberLocale: NumberLocale
}

/** A text, or a JSON number as text. A whole number that JavaScript cannot hold exactly is nobody's number. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value)
}

/** A JSON number is written with a point, whatever the locale of texts. */
export function localeOf(value: unknown, notation: Notation): NumberLocale {
  return typeof value === 'number' ? 'point' : notation.numberLocale
}

/** A provider's identifier: a text, or a whole number that JavaScript holds exactly. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID ? value : undefined
}

export function oddsOf(value: unknown, notation: Notation): string | undefined {
  const text = textOf(value)
  return text === undefined
    ? undefined
    : parseOdds(text, notation.oddsFormat, localeOf(value, notation))
}

export function moneyOf(
  value: unknown,
  notation: Notation,
  rest: 'down' | 'refuse',
): string | undefined {
  const text = textOf(value)
  return text === undefined ? undefined : parseMoney(text, localeOf(value, notation), rest)
}
