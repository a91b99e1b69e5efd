import type { NumberLocale, OddsFormat } from '../contract/scalars.ts'
import { formatFixed, parseFixed } from './fixed.ts'
import { scaleDown } from './scale.ts'

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

const SIGNED = /^([+\-\u2212]?)(.+)$/

/** The whole part of 1 divided by a plain decimal, in millionths: exact, and cut off. */
function invertDown(plain: string): number | undefined {
  const [whole = '', decimals = ''] = plain.split('.')
  const divisor = BigInt(whole + decimals)
  if (divisor === 0n) return undefined
  const units = (BigInt(ONE) * 10n ** BigInt(decimals.length)) / divisor
  return units < MOST ? Number(units) : undefined
}

const PLAIN = /^\d{1,9}(\.\d{1,20})?$/

/** Odds without the stake. Below zero the stake is what wins 1 ("-0.80" is 2.25): `allows` says which may be. */
function readNet(text: string, allows: (units: number, isInverse: boolean) => boolean) {
  const [, sign = '', plain = ''] = SIGNED.exec(text) ?? []
  const net = readDecimal(plain, 'point')
  const isInverse = sign === '-' || sign === '\u2212'
  if (net === undefined || !PLAIN.test(plain) || !allows(net, isInverse)) return undefined
  const wins = isInverse ? invertDown(plain) : net
  return wins === undefined ? undefined : ONE + wins
}

/** The price of a share that pays 1. */
function readProbability(text: string): number | undefined {
  const units = readDecimal(text, 'point')
  return units === undefined || units > ONE || !PLAIN.test(text) ? undefined : invertDown(text)
}

const isHongKong = (_net: number, isInverse: boolean): boolean => !isInverse
const isMalay = (net: number): boolean => net <= ONE
const isIndonesian = (net: number): boolean => net >= ONE

const readers: Record<OddsFormat, (text: string, locale: NumberLocale) => number | undefined> = {
  decimal: readDecimal,
  fractional: readFraction,
  american: readAmerican,
  hongkong: (text, locale) => readNet(withPoint(text, locale), isHongKong),
  malay: (text, locale) => readNet(withPoint(text, locale), isMalay),
  indonesian: (text, locale) => readNet(withPoint(text, locale), isIndonesian),
  probability: (text, locale) => readProbability(withPoint(text, locale)),
}

/** Of a number with the locale's mark. Another locale's mark makes it unreadable. */
function withPoint(text: string, locale: NumberLocale): string {
  if (locale === 'point') return text
  return text.includes('.') ? '' : text.replace(',', '.')
}

/** A count of parts as the number that it is, with a point. */
function unscale(text: string, locale: NumberLocale, places: number): string | undefined {
  const [, sign = '', digits = ''] = SIGNED.exec(withPoint(text, locale)) ?? []
  const plain = scaleDown(digits, places)
  return plain === undefined ? undefined : `${sign}${plain}`
}

function readUnits(
  text: string,
  format: OddsFormat,
  locale: NumberLocale,
  places: number,
): number | undefined {
  const written = text.trim()
  const plain = places === 0 ? written : unscale(written, locale, places)
  if (plain === undefined) return undefined
  const units = readers[format](plain, places === 0 ? locale : 'point')
  return units === undefined || units >= MOST ? undefined : units
}

/** The odds of a listed bet: as `parseOdds`, and those at or below 1 that a void or a dead heat leaves. */
export function parseListedOdds(
  text: string,
  format: OddsFormat,
  locale: NumberLocale,
  places = 0,
): string | undefined {
  const units = readUnits(text, format, locale, places)
  return units === undefined ? undefined : formatFixed(units, SCALE, 0)
}

/**
 * A provider's text as decimal odds of the wire: "11/10" is "2.1". Rounded down at six decimals, without trailing
 * zeros, so that equal odds are equal texts. Undefined for anything that is not odds above 1.
 * `places`: the number counts parts of a unit, such as 3 for thousandths.
 */
export function parseOdds(
  text: string,
  format: OddsFormat,
  locale: NumberLocale,
  places = 0,
): string | undefined {
  const units = readUnits(text, format, locale, places)
  if (units === undefined || units <= ONE) return undefined
  return formatFixed(units, SCALE, 0)
}

/** Decimal odds of the wire, in millionths, to be compared. */
export function oddsUnits(odds: string): number | undefined {
  return parseFixed(odds, { scale: SCALE, mark: '.', rest: 'refuse' })
}
