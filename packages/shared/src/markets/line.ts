/** Owns how a line is written and counted. A line counts in quarters, so that no fraction is ever rounded. */

/** Which lines a kind of market has: none, of a count (never negative), or of a margin (home's, with a sign). */
export type LineRule = 'none' | 'count' | 'margin'

const LINE = /^([+-]?)(\d{1,4})(?:\.(\d*?)0*)?$/
const QUARTERS: Readonly<Record<string, number | undefined>> = { '': 0, '25': 1, '5': 2, '75': 3 }

/** A line in quarters; undefined where it is none of the rule, or its payoff is not known: "2.3". */
export function readLine(rule: LineRule, line: string | null): number | undefined {
  if (rule === 'none') return line === null ? 0 : undefined
  const match = LINE.exec(line ?? '')
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  const rest = QUARTERS[fraction]
  if (rest === undefined || (sign === '-' && rule === 'count')) return undefined
  const quarters = Number(whole) * 4 + rest
  return sign === '-' && quarters !== 0 ? -quarters : quarters
}

/** "2.50", "+2.5" and "2.5" are one line, and "-0" is 0. What is no number stays as it is. */
export function plainLine(line: string): string {
  const plain = line
    .replace(/^\+/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
  return plain === '-0' ? '0' : plain
}

/** The line of the other side: home -0.5 is away +0.5. */
export function negateLine(line: string): string {
  const plain = plainLine(line)
  if (plain === '0') return plain
  return plain.startsWith('-') ? plain.slice(1) : `-${plain}`
}
