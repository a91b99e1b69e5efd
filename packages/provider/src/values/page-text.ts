import type { NumberLocale, OddsFormat } from '../contract/scalars.ts'
import { plainDigits } from './digits.ts'
import { hasMagnitude } from './magnitudes.ts'
import { parseMoney } from './money.ts'
import { parseOdds } from './odds.ts'

const LONGEST = 60
/**
 * What may be in a word beside an amount: a currency's sign or letters ("EUR", "R$", "kr.", "S/", "Balance:"). A dot or a
 * slash is part of it after a letter only. No plus, minus, parenthesis or percent sign: they change the amount.
 */
const WORD = /^(?:\p{L}\p{M}*|\p{Sc}|['\u2019]|(?<=[\p{L}\p{M}])[./]|(?<=\/)\.)+:?$/u
/** A dot between letters and digits ends an abbreviation ("Rs.500"), or begins a fraction (".50"): the first, if at all. */
const BEGINS_FRACTION = /(?<!\p{Ll}\p{M}*)\.$/u
/** The one currency with a thousand's letter after its amounts is written with separate digits. */
const KYAT = /(?<=[\u1040-\u1049]\s?)K$/
/** "Ksh M1.5": the letter of a power of ten between the currency and the amount. */
const LETTER_BETWEEN = /[^:\s]\s+[KMBT]$/
const FRANC_CFA = /F\sCFA/

function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** Words before an amount. A small letter alone is another sign ("x 5.00"); a capital is a currency ("R 5.00"). */
function areBefore(text: string): boolean {
  if (BEGINS_FRACTION.test(text) || LETTER_BETWEEN.test(text)) return false
  const isLong = (letters: string): boolean => letters.length > 1 || !/^[a-z]$/.test(letters)
  return wordsIn(text).every(
    (word) => WORD.test(word) && !/^\p{Ll}$/u.test(word) && !hasMagnitude(word, isLong),
  )
}

/** Words after an amount: a lone letter may be anything. */
function areAfter(text: string): boolean {
  return wordsIn(text).every(
    (word) => WORD.test(word) && !/^\p{L}$/u.test(word) && !hasMagnitude(word),
  )
}

/**
 * An amount as a page shows it, alone or beside its currency: "€ 1,000.00", "R$ 1.000,00", "₹12,34,567.89". Undefined for
 * one with a sign, for more than one amount, and for all that may mean another amount (1.5k).
 */
export function readMoneyText(text: string, locale: NumberLocale, places = 0): string | undefined {
  if (text.length > LONGEST) return undefined
  const joined = text.replace(FRANC_CFA, 'FCFA')
  const plain = plainDigits(joined.replace(KYAT, ''), locale)
  const first = plain.search(/\d/)
  if (first < 0) return undefined
  let last = plain.length - 1
  while (!/\d/.test(plain.charAt(last))) last -= 1
  if (!areBefore(plain.slice(0, first)) || !areAfter(plain.slice(last + 1))) return undefined
  return parseMoney(plain.slice(first, last + 1), locale, 'refuse', places)
}

/** Odds as a page shows them, alone. */
export function readOddsText(
  text: string,
  format: OddsFormat,
  locale: NumberLocale,
  places = 0,
): string | undefined {
  return text.length > LONGEST
    ? undefined
    : parseOdds(plainDigits(text, locale), format, locale, places)
}
