/** A foreign text as a sentence of a message: with one full stop, whether it came with one or without. */
export function asSentence(text: string): string {
  return /[.!?…。]$/u.test(text.trimEnd()) ? text.trimEnd() : `${text.trimEnd()}.`
}
