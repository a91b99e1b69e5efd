import { oddsFormat } from '../contract/scalars.ts'
import type { NumberLocale, OddsFormat, Scale } from '../contract/scalars.ts'
import { timeFormat } from '../contract/value.ts'
import type { ValueWords } from '../contract/value.ts'
import { formatFixed, parseFixed } from './fixed.ts'
import { idOf, textOf } from './foreign.ts'
import { compileInstant } from './instant.ts'
import { parseMoney } from './money.ts'
import { oddsUnits, parseListedOdds, parseOdds } from './odds.ts'
import { readMoneyText, readOddsText } from './page-text.ts'
import { placesOf, scaleDown, scaleUp } from './scale.ts'

/** How a provider's messages, or its page, write values. A contract is one. */
export interface Notation {
  readonly schema?: string | undefined
  readonly currency?: string | undefined
  readonly oddsFormat: OddsFormat
  readonly numberLocale: NumberLocale
  readonly scales?: ScaleOf | undefined
  readonly oddsRange?: OddsRange | undefined
}
type ScaleOf = { readonly [name in 'odds' | 'money' | 'line']?: Scale | undefined }
interface OddsRange {
  readonly min: string
  readonly max: string
}

/**
 * `id` names something, `word` is any text.
 * `listed` are odds of a bet that may have ended, `limit` is an amount whose third decimal is cut off, `pageOdds` and
 * `pageMoney` are texts of a page.
 */
export type ValueKind = keyof typeof COMPILERS

/** A value of a message as the wire has it; undefined: it cannot be read. Never throws. */
export type ReadValue = (value: unknown) => string | undefined

/** Odds outside these are odds in another scale or format. Version 1 has no such range. */
const ODDS_RANGE: OddsRange = { min: '1.001', max: '1001' }

export function isLanguage2({ schema }: Notation): boolean {
  return schema === 'provider-contract/2'
}

/** A JSON number is written with a point, whatever the locale of texts. */
function localeFor(value: unknown, locale: NumberLocale): NumberLocale {
  return typeof value === 'string' ? locale : 'point'
}

/** A word of the value counts before the contract's; a value with a format takes no scale from the contract. */
function placesFor(name: keyof ScaleOf, words: ValueWords, { scales, currency }: Notation): number {
  const scale = words.scale ?? (words.format === undefined ? scales?.[name] : undefined)
  return placesOf(scale ?? 'units', currency)
}

/** Fractions and American odds count nothing but themselves. */
export function takesScale(format: OddsFormat): boolean {
  return format !== 'fractional' && format !== 'american'
}

function compileRange(notation: Notation): (odds: string) => boolean {
  const range = notation.oddsRange ?? (isLanguage2(notation) ? ODDS_RANGE : undefined)
  if (range === undefined) return () => true
  const [min, max] = [oddsUnits(range.min) ?? 0, oddsUnits(range.max) ?? 0]
  return (odds) => {
    const units = oddsUnits(odds) ?? 0
    return units >= min && units <= max
  }
}

type ParseOdds = typeof parseOdds

function oddsBy(parse: ParseOdds, hasRange: boolean) {
  return (words: ValueWords, notation: Notation): ReadValue => {
    const format = oddsFormat.safeParse(words.format).data ?? notation.oddsFormat
    const places = takesScale(format) ? placesFor('odds', words, notation) : 0
    const locale = words.numberLocale ?? notation.numberLocale
    const isSane = hasRange ? compileRange(notation) : () => true
    return (value) => {
      const text = textOf(value)
      const odds =
        text === undefined ? undefined : parse(text, format, localeFor(value, locale), places)
      return odds !== undefined && isSane(odds) ? odds : undefined
    }
  }
}

type ParseMoney = (text: string, locale: NumberLocale, places: number) => string | undefined

const parseExactly: ParseMoney = (text, locale, places) =>
  parseMoney(text, locale, 'refuse', places)
const parseDown: ParseMoney = (text, locale, places) => parseMoney(text, locale, 'down', places)

function moneyBy(parse: ParseMoney) {
  return (words: ValueWords, notation: Notation): ReadValue => {
    const places = placesFor('money', words, notation)
    const locale = words.numberLocale ?? notation.numberLocale
    const read = words.format === 'shown' ? readMoneyText : parse
    return (value) => {
      const text = textOf(value)
      return text === undefined ? undefined : read(text, localeFor(value, locale), places)
    }
  }
}

/** Decimals of a line. */
const LINE_SCALE = 4

/** A number that names something, such as the line of a total: "2.50" is "2.5". Version 1 has none below zero. */
function compileLine(words: ValueWords, notation: Notation): ReadValue {
  const places = placesFor('line', words, notation)
  const sign = isLanguage2(notation) ? /^[+\-\u2212]/ : /^(?!)/
  const locale = words.numberLocale ?? notation.numberLocale
  return (value) => {
    const text = textOf(value) ?? ''
    const digits = text.replace(sign, '')
    const mark = localeFor(value, locale) === 'point' ? '.' : ','
    const plain = places === 0 ? digits : (scaleDown(withMark(digits, mark), places) ?? '')
    const fixed = { scale: LINE_SCALE, mark: places === 0 ? mark : '.', rest: 'refuse' } as const
    const units = parseFixed(plain, fixed)
    if (units === undefined) return undefined
    const isBelow = digits !== text && !text.startsWith('+') && units > 0
    return `${isBelow ? '-' : ''}${formatFixed(units, LINE_SCALE, 0)}`
  }
}

/** A number with a point; the other locale's mark makes it unreadable. */
function withMark(text: string, mark: '.' | ','): string {
  if (mark === '.') return text
  return text.includes('.') ? '' : text.replace(',', '.')
}

function compileTime({ format, zone }: ValueWords): ReadValue {
  const read = compileInstant(timeFormat.safeParse(format).data ?? 'iso', zone)
  return (value) => read(textOf(value) ?? '')
}

const COMPILERS = {
  id: () => idOf,
  word: () => textOf,
  odds: oddsBy(parseOdds, true),
  listed: oddsBy(parseListedOdds, false),
  pageOdds: oddsBy(readOddsText, true),
  money: moneyBy(parseExactly),
  limit: moneyBy(parseDown),
  pageMoney: moneyBy(readMoneyText),
  line: compileLine,
  instant: compileTime,
} satisfies Record<string, (words: ValueWords, notation: Notation) => ReadValue>

/** The part of a text that is the value, where the contract says which; it gives undefined where its neighbours are not there. */
export function compileCut({
  between,
}: ValueWords): ((text: string) => string | undefined) | undefined {
  if (between === undefined) return undefined
  const { after = '', before } = between
  return (text) => {
    const start = text.indexOf(after)
    if (start < 0) return undefined
    const rest = text.slice(start + after.length)
    const end = before === undefined ? rest.length : rest.indexOf(before)
    return end < 0 ? undefined : rest.slice(0, end).trim()
  }
}

/** The one reader of a kind of value, wherever it is: stream, slip, request, receipt or list. */
export function compileValue(kind: ValueKind, words: ValueWords, notation: Notation): ReadValue {
  const read = COMPILERS[kind](words, notation)
  const cut = compileCut(words)
  if (cut === undefined) return read
  return (value) => {
    const text = textOf(value)
    return text === undefined ? undefined : read(cut(text))
  }
}

/**
 * Writes the wire's money as `compileValue` reads it. Undefined where that notation has no such amount: nothing is
 * written that would be read as another.
 */
export function compileMoneyWriter(
  words: ValueWords,
  notation: Notation,
): (money: string) => string | undefined {
  const places = placesFor('money', words, notation)
  const mark = (words.numberLocale ?? notation.numberLocale) === 'comma' ? ',' : '.'
  const { after = '', before = '' } = words.between ?? {}
  const read = compileValue('money', words, notation)
  return (money) => {
    const plain = scaleUp(money, places)
    const written = plain === undefined ? '' : `${after}${plain.replace('.', mark)}${before}`
    return read(written) === parseExactly(money, 'point', 0) ? written : undefined
  }
}
