/**
 * Words that stand for a power of ten ("K", "Mio.", "тыс.", "lakh"), as ICU has them: an amount with one is not the amount
 * of its digits. Lowercase, without dots.
 */
const LANGUAGES =
  'af am ar az be bg bn bs ca cs cy da de de-CH el en en-IN es es-MX et eu fa fi fil fr fr-CH ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms mt my nb ne nl nn pa pl pt pt-PT ro ru si sk sl so sq sr sr-Latn sv sw ta te th tk tr uk ur uz vi zh zh-Hant zu'.split(
    ' ',
  )
const AMOUNTS = [
  1e3, 1500, 2e3, 5e3, 1e4, 1e5, 5e5, 1e6, 1.5e6, 2e6, 5e6, 1e7, 1e8, 1e9, 5e9, 1e12, 5e12,
]
/** Common, and not in ICU. */
const OTHERS = [
  'k',
  'm',
  'mm',
  'mn',
  'mln',
  'bn',
  'tn',
  'lac',
  'lakh',
  'lakhs',
  'cr',
  'crore',
  'crores',
  'grand',
]

let words: ReadonlySet<string> | undefined

/** Whether a word, or a part of it between dots, is one of these. */
export function hasMagnitude(word: string, isOne: (part: string) => boolean = () => true): boolean {
  words ??= new Set([...OTHERS, ...LANGUAGES.flatMap(wordsOf)])
  const known = words
  return [word.replaceAll('.', ''), ...word.split('.')].some((part) => {
    const letters = lettersOf(part)
    return known.has(letters) && isOne(letters)
  })
}

function wordsOf(language: string): string[] {
  return (['short', 'long'] as const).flatMap((compactDisplay) => {
    const format = new Intl.NumberFormat(language, { notation: 'compact', compactDisplay })
    return AMOUNTS.flatMap((amount) => format.formatToParts(amount))
      .filter(({ type }) => type === 'compact')
      .flatMap(({ value }) => value.split(/\s/))
      .map(lettersOf)
      .filter((word) => word !== '')
  })
}

function lettersOf(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{M}]/gu, '')
}
