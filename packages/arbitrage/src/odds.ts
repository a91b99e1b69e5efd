import { Big } from 'big.js'

export type OddsFormat = 'decimal' | 'fractional' | 'american'

/** As many decimals as the wire carries. */
const DECIMALS = 6
const LARGEST = 99_999

const DECIMAL = /^\d{1,5}(?:\.\d{1,12})?$/
const FRACTION = /^(\d{1,6})\s?[/-]\s?(\d{1,6})$/
const AMERICAN = /^([+\-−])(\d{3,7})$/
const EVENS = new Set(['even', 'evens', 'evs', 'ev', 'evn'])

/**
 * A provider's odds as exact decimal odds on the wire, rounded down, so that a price is never overstated.
 * Undefined if the text is not odds in that format, or pays nothing.
 */
export function readOdds(text: string, format: OddsFormat): string | undefined {
  const trimmed = text.trim()
  const value = READERS[format](trimmed)
  if (value === undefined || value.gt(LARGEST)) return undefined
  const rounded = value.round(DECIMALS, Big.roundDown)
  return rounded.gt(1) ? rounded.toFixed() : undefined
}

/** -1, 0 or 1 as `left` pays less than, the same as or more than `right`; both decimal. */
export function compareOdds(left: string, right: string): -1 | 0 | 1 {
  return Big(left).cmp(right)
}

const READERS: Record<OddsFormat, (text: string) => Big | undefined> = {
  decimal: (text) => (DECIMAL.test(text) ? Big(text) : undefined),
  fractional: readFraction,
  american: readAmerican,
}

function readFraction(text: string): Big | undefined {
  if (EVENS.has(text.toLowerCase())) return Big(2)
  const [, gain, stake] = FRACTION.exec(text) ?? []
  if (gain === undefined || stake === undefined || Number(stake) === 0) return undefined
  return Big(gain).div(stake).plus(1)
}

/** +110 wins 110 on 100; -120 wins 100 on 120. */
function readAmerican(text: string): Big | undefined {
  if (EVENS.has(text.toLowerCase())) return Big(2)
  const [, sign, digits] = AMERICAN.exec(text) ?? []
  if (sign === undefined || digits === undefined || Number(digits) < 100) return undefined
  return sign === '+' ? Big(digits).div(100).plus(1) : Big(100).div(digits).plus(1)
}
