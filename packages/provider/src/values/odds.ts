import type { NumberLocale, OddsFormat } from '../contract/scalars.ts'
import { formatFixed, parseFixed } from './fixed.ts'

/**
 * Odds are counted in millionths, stake included, and cut off there: never better than what the provider offers.
 * Six decimals and five digits before them are what the wire carries.
 */
const SCALE = 6
const ONE = 1_000_000
const MOST = 100_000 * ONE

const EVENS = new Set(['evs', 'evens', 'even', 'ev'])

const marks = { point: '.', comma: ',' } as const

function readDecimal(text: string, locale: NumberLocale): number | undefined {
  return parseFixed(text, { scale: SCALE, mark: marks[locale], rest: 'down' })
}

/** Whole division, exact: no quotient of floating point. */
function divideDown(dividend: number, divisor: number): number {
  return (dividend - (dividend % divisor)) / divisor
}

const FRACTION = /^(\d{1,6})\s?\/\s?(\d{1,6})$/

/** "11/10" wins 11 for each 10. A lone "5" is 5/1. */
function readFraction(text: string): number | undefined {
  if (EVENS.has(text.toLowerCase())) return 2 * ONE
  const parts = FRACTION.exec(/^\d{1,6}$/.test(text) ? `${text}/1` : text)
  const wins = Number(parts?.[1])
  const stake = Number(parts?.[2])
  if (parts === null || stake === 0) return undefined
  return ONE + divideDown(wins * ONE, stake)
}

const AMERICAN = /^([+\-\u2212]?)([1-9]\d{2,6})$/

/** "+150" wins 150 for each 100; "-150" wins 100 for each 150. Without a sign it is "+". */
function readAmerican(text: string): number | undefined {
  if (EVENS.has(text.toLowerCase())) return 2 * ONE
  const parts = AMERICAN.exec(text)
  if (parts === null) return undefined
  const points = Number(parts[2])
  const isUnderdog = parts[1] === '' || parts[1] === '+'
  return ONE + (isUnderdog ? (points * ONE) / 100 : divideDown(100 * ONE, points))
}

const readers: Record<OddsFormat, (text: string, locale: NumberLocale) => number | undefined> = {
  decimal: readDecimal,
  fractional: readFraction,
  american: readAmerican,
}

/**
 * A provider's text as decimal odds of the wire: "11/10" is "2.1". Rounded down at six decimals, without trailing
 * zeros, so that equal odds are equal texts. Undefined for anything that is not odds above 1.
 */
export function parseOdds(
  text: string,
  format: OddsFormat,
  locale: NumberLocale,
): string | undefined {
  const units = readers[format](text.trim(), locale)
  if (units === undefined || units <= ONE || units >= MOST) return undefined
  return formatFixed(units, SCALE, 0)
}

/** Decimal odds of the wire, in millionths, to be compared. */
export function oddsUnits(odds: string): number | undefined {
  return parseFixed(odds, { scale: SCALE, mark: '.', rest: 'refuse' })
}
