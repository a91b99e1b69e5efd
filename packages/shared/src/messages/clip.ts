const utf8 = new TextEncoder()

/** Of what is cut, so that nobody takes the beginning for the whole. */
const markOf = (characters: number): string => `… [cut: ${characters} characters]`

/** A text as it is kept and shown: whole, or its beginning with a mark, never longer than `max` characters. Twice is once. */
export function clipText(text: string, max: number): string {
  if (text.length <= max) return text
  const mark = markOf(text.length)
  return `${text.slice(0, Math.max(0, max - mark.length)).toWellFormed()}${mark}`
}

/** How many bytes a value takes in a message. */
export function bytesOf(value: unknown): number {
  return utf8.encode(JSON.stringify(value) ?? '').length
}

/**
 * An object as it is kept and shown: whole, or the beginning of its JSON text, never more than `maxBytes` in a message.
 * What JSON cannot carry is replaced by a mark. Twice is once.
 */
export function clipObject(
  object: Record<string, unknown>,
  maxBytes: number,
): Record<string, unknown> {
  const text = writeJson(object)
  if (text === undefined) return { clipped: '… [cannot be shown]', characters: 0 }
  if (utf8.encode(text).length <= maxBytes) return object
  // A character takes up to six bytes, and a quote or a control character of a text within a text up to seven.
  for (let end = maxBytes; ; end = Math.floor(end / 2)) {
    const clipped = { clipped: text.slice(0, end).toWellFormed(), characters: text.length }
    if (end === 0 || bytesOf(clipped) <= maxBytes) return clipped
  }
}

function writeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
