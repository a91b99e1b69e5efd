const LONGEST_ID = 120

/** A text, or a JSON number as text. A whole number that JavaScript has rounded is nobody's number. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value)
}

/** A provider's identifier: a text, or a whole number, digit by digit. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined
  const text = typeof value === 'bigint' ? String(value) : value
  return typeof text === 'string' && text !== '' && text.length <= LONGEST_ID ? text : undefined
}
