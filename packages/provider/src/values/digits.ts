import type { NumberLocale } from '../contract/scalars.ts'

/** Marks of the direction of writing: they are not seen. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** The zeros of the scripts whose digits Intl.NumberFormat writes; the nine others follow each. */
const ZEROS = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810, 0x1c50, 0xff10,
]
const ARABIC_DECIMAL = '\u066b'
const ARABIC_GROUP = '\u066c'

/** A text with its digits as 0 to 9, the Arabic marks as the locale's, and without marks of direction. */
export function plainDigits(text: string, locale: NumberLocale): string {
  const [decimal, group] = locale === 'point' ? ['.', ','] : [',', '.']
  return text
    .replaceAll(DIRECTION, '')
    .replaceAll(ARABIC_DECIMAL, decimal)
    .replaceAll(ARABIC_GROUP, group)
    .replaceAll(/\p{Nd}/gu, (digit) => plainDigit(digit))
}

function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  const zero = ZEROS.find((each) => code >= each && code < each + 10)
  return zero === undefined ? digit : String(code - zero)
}
