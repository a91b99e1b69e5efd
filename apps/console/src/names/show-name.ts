/**
 * Marks that nobody sees and that turn or join what is around them: control and format characters and the fillers of
 * Hangul. The joiners of Persian and of emoji stay.
 */
const UNSEEN = /(?!\u200c|\u200d)[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]/gu
/** Something to see: not only spaces and joiners. */
const VISIBLE = /[^\s\p{Cf}]/u
/** Hebrew, Arabic and their presentation forms: written from right to left. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u

/** A bookmaker's name without marks that cannot be seen; `(no name)` where nothing is left to see. */
export function showName(name: string): string {
  const seen = name.replaceAll(UNSEEN, '')
  return VISIBLE.test(seen) ? seen : '(no name)'
}

/** As `showName`, for plain text: a name from right to left does not turn the words around it. */
export function isolateName(name: string): string {
  const shown = showName(name)
  return FROM_THE_RIGHT.test(shown) ? `\u2068${shown}\u2069` : shown
}
