/** Sixteen digits in a row, each written out: V8 skips through the text by them, twenty times as fast as by `\d{16}`. */
const MANY_DIGITS = new RegExp('[0-9]'.repeat(16))
/** A whole number of sixteen digits or more where a value begins: JavaScript may round it. */
const LONG_NUMBER = /(?:^|[:,[])\s*-?\d{16}/
const WHOLE = /^-?\d+$/
const MOST_DIGITS = 120

/** The digits of a whole number beyond 2^53, as a bigint; every other value as JSON.parse has it. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source ?? ''
  return source.length <= MOST_DIGITS && WHOLE.test(source) ? BigInt(source) : value
}

/**
 * JSON text as a value. A whole number beyond 2^53 is a bigint of its own digits, because an identifier that was rounded
 * is another one. Throws where the text is not JSON.
 */
export function readJson(text: string): unknown {
  const value: unknown =
    MANY_DIGITS.test(text) && LONG_NUMBER.test(text)
      ? JSON.parse(text, keepDigits)
      : JSON.parse(text)
  return value
}

/** JSON text as a value, or undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return readJson(text)
  } catch {
    return undefined
  }
}

/** A value of `readJson` as JSON text again. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? String(part) : part,
  )
}

/** Whether a value of a message is a value of a contract. A number of a contract is one that JavaScript holds. */
export function isSameScalar(found: unknown, expected: unknown): boolean {
  if (typeof found !== 'bigint') return found === expected
  return typeof expected === 'number' ? Number(found) === expected : String(found) === expected
}
