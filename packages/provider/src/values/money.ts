import type { NumberLocale } from '../contract/scalars.ts'
import { formatFixed, parseFixed } from './fixed.ts'
import { scaleDown } from './scale.ts'

/** Hundredths: the wire carries two decimals, and nine digits before them. */
const SCALE = 2

/** What may stand between groups of three digits, besides the other locale's mark. */
const GROUP_SPACES = "\\s'\u2019"
const GROUPED = {
  point: new RegExp(`^(\\d{1,3}([,${GROUP_SPACES}]\\d{3})+|\\d{1,2}(,\\d{2})+,\\d{3})$`),
  comma: new RegExp(`^\\d{1,3}([.${GROUP_SPACES}]\\d{3})+$`),
} as const
const marks = { point: '.', comma: ',' } as const
const LONGEST = 40

/** Takes the marks between groups away: of three, or of two above a thousand, as in India. Undefined for any other groups. */
function ungroup(whole: string, locale: NumberLocale): string | undefined {
  if (/^\d+$/.test(whole)) return whole
  return GROUPED[locale].test(whole) ? whole.replaceAll(/\D/g, '') : undefined
}

/**
 * An amount as the wire's money: "1,000.5" is "1000.50", always with two decimals. `rest` says what becomes of a third
 * decimal: refused where an amount is compared, cut off where it is a limit. No sign and no currency is read here.
 * `places`: the number counts parts of a unit, such as 2 for hundredths.
 */
export function parseMoney(
  text: string,
  locale: NumberLocale,
  rest: 'down' | 'refuse',
  places = 0,
): string | undefined {
  if (text.length > LONGEST) return undefined
  const mark = marks[locale]
  const at = text.indexOf(mark)
  const whole = ungroup(at < 0 ? text : text.slice(0, at), locale)
  if (whole === undefined) return undefined
  const written = at < 0 ? whole : `${whole}.${text.slice(at + 1)}`
  const plain = places === 0 ? written : scaleDown(written, places)
  if (plain === undefined) return undefined
  const units = parseFixed(plain, { scale: SCALE, mark: '.', rest })
  return units === undefined ? undefined : formatFixed(units, SCALE, SCALE)
}

/** The wire's money in hundredths, to be compared. */
export function moneyUnits(money: string): number | undefined {
  return parseFixed(money, { scale: SCALE, mark: '.', rest: 'refuse' })
}
