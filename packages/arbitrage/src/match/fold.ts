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

const LATIN_1 = 0xff

/** UTF-8 that a page has read as Latin-1: "JuÃ¡rez" is "Juárez". */
export function mendEncoding(text: string): string {
  if (!/[ÂÃÄÅÐÑØ]/.test(text)) return text
  const bytes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
  if (bytes.some((byte) => byte > LATIN_1)) return text
  const mended = new TextDecoder().decode(Uint8Array.from(bytes))
  return mended.includes('\uFFFD') ? text : mended
}
