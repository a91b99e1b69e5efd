import type { NumberLocale, OddsFormat } from '../contract/scalars.ts'
import { parseMoney } from './money.ts'
import { parseOdds } from './odds.ts'

const LONGEST = 60
/** What may stand beside an amount: a currency's sign, or words and codes of at least two letters ("EUR", "Balance:"). */
const BESIDE = /^(\p{Sc}+|\p{L}{2,}:?)$/u

function isBeside(text: string): boolean {
  return text.split(/\s+/).every((word) => word === '' || BESIDE.test(word))
}

/** An amount as a page shows it, alone or beside its currency: "€ 1,000.00". A sign or a lone letter (1.5k) is refused. */
export function readMoneyText(text: string, locale: NumberLocale): string | undefined {
  if (text.length > LONGEST) return undefined
  const first = text.search(/\d/)
  if (first < 0) return undefined
  let last = text.length - 1
  while (!/\d/.test(text.charAt(last))) last -= 1
  if (!isBeside(text.slice(0, first)) || !isBeside(text.slice(last + 1))) return undefined
  return parseMoney(text.slice(first, last + 1), locale, 'refuse')
}

/** Odds as a page shows them, alone. */
export function readOddsText(
  text: string,
  format: OddsFormat,
  locale: NumberLocale,
): string | undefined {
  return text.length > LONGEST ? undefined : parseOdds(text, format, locale)
}
