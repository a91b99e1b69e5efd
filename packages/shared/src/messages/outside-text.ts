/** How text from outside is shown: on a screen, in a message, at a terminal. What is stored and sent stays as it came. */

/**
 * Marks that nobody sees and that turn or join what is around them: control and format characters, the separators of lines,
 * and the fillers of Hangul and Braille. The joiners of Persian and of emoji stay.
 */
const UNSEEN = /(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu
/** Line ends are the only control characters that mean something in a sentence. */
const LINE_ENDS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu
/** Something to see: not only spaces and joiners. */
const VISIBLE = /[^\s\p{Cf}]/u
/** No script puts more marks on a letter; more of them cover the lines around. */
const FLOOD_OF_MARKS = /(\p{M}{4})\p{M}+/gu
const FLOOD_OF_JOINERS = /([\u200c\u200d])[\u200c\u200d]+/gu
/** Hebrew, Arabic and their presentation forms: written from right to left. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u

/** What a terminal obeys: a string that ends by BEL or ST on its line, a sequence with parameters, any other escape. */
const ESCAPES =
  // oxlint-disable-next-line eslint/no-control-regex -- these are what is taken out
  /(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/gu
const UNSEEN_IN_LINES = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A sentence that may hold text from outside: one line, without marks that cannot be seen and without floods of marks. */
export function showText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(LINE_ENDS, ' ')
    .replaceAll(UNSEEN, '')
    .replaceAll(FLOOD_OF_MARKS, '$1')
    .replaceAll(FLOOD_OF_JOINERS, '$1')
}

/** As `showText`, of a bookmaker's name; `(no name)` where nothing is left to see. */
export function showName(name: string): string {
  const seen = showText(name)
  return VISIBLE.test(seen) ? seen : '(no name)'
}

/** Longer names are cut where nothing else clips them. */
const NAME_CHARS = 60

/** As `showName`, for plain text: cut, and a name from right to left does not turn the words around it. */
export function isolateName(name: string): string {
  const whole = Array.from(showName(name))
  const shown =
    whole.length > NAME_CHARS ? `${whole.slice(0, NAME_CHARS - 1).join('')}…` : whole.join('')
  return FROM_THE_RIGHT.test(shown) ? `\u2068${shown}\u2069` : shown
}

/** Lines for a terminal: nothing that it obeys, hides or turns, but line ends and tabs. */
export function cleanForTerminal(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(ESCAPES, '')
    .replaceAll('\r\n', '\n')
    .replaceAll(UNSEEN_IN_LINES, '')
    .replaceAll(FLOOD_OF_MARKS, '$1')
    .replaceAll(FLOOD_OF_JOINERS, '$1')
}
