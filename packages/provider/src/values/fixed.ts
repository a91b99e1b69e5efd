/**
 * Decimals as integers of their smallest part. No floating point: a number here is always a whole count below 2^53.
 */
interface FixedRule {
  /** How many decimals the smallest part has. */
  readonly scale: number
  readonly mark: '.' | ','
  /** What becomes of further decimals: cut off, or the text is refused unless they are zero. */
  readonly rest: 'down' | 'refuse'
}

const MOST_WHOLE_DIGITS = 9
const ZERO = 48
const NINE = 57

/** Reads digits with at most one mark, nothing else. Undefined for all other texts. */
export function parseFixed(text: string, { scale, mark, rest }: FixedRule): number | undefined {
  const markCode = mark.charCodeAt(0)
  let units = 0
  let wholeDigits = 0
  let decimals = -1
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= ZERO && code <= NINE) {
      if (decimals < 0) wholeDigits += 1
      else decimals += 1
      if (wholeDigits > MOST_WHOLE_DIGITS) return undefined
      if (decimals <= scale) units = units * 10 + (code - ZERO)
      else if (rest === 'refuse' && code !== ZERO) return undefined
    } else if (code === markCode && decimals < 0) decimals = 0
    else return undefined
  }
  if (wholeDigits === 0 || decimals === 0) return undefined
  for (let missing = Math.max(decimals, 0); missing < scale; missing += 1) units *= 10
  return units
}

/** Writes units with a point. `least` decimals always stand; zeros after them do not. */
export function formatFixed(units: number, scale: number, least: number): string {
  const unit = 10 ** scale
  const part = units % unit
  const whole = String((units - part) / unit)
  let decimals = String(part).padStart(scale, '0')
  let length = scale
  while (length > least && decimals.charCodeAt(length - 1) === ZERO) length -= 1
  decimals = decimals.slice(0, length)
  return decimals === '' ? whole : `${whole}.${decimals}`
}
