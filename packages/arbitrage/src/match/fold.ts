/** What Unicode does not take apart into a base letter and an accent, and the apostrophe that pages prefer. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  '’': "'",
}

/** Text without accents, in lower case: "Norrköping" is "norrkoping". Everything that is no letter stays. */
export function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^\p{ASCII}]/gu, (letter) => LETTERS[letter] ?? letter)
}

/** The runs of letters and digits of a text, folded. */
export function wordsOf(text: string): string[] {
  return (
    fold(text)
      .replace(/['`]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
