import { fold } from './fold.ts'

/** What sets a side apart from the senior men's side of the same name. */
export interface Marked {
  /** Sorted, so that equal sets are equal lists. */
  readonly markers: readonly string[]
  /** The text without them. */
  readonly rest: string
}

type Rule = readonly [pattern: RegExp, marker: (found: RegExpExecArray) => string]

/**
 * On folded text. A lone letter or figure counts only at the end: "Barcelona B" is a reserve side, "B 36 Torshavn" is not.
 * The marker stands for the meaning, so that "U21", "(21)" and "Esp." are one.
 */
const RULES: readonly Rule[] = [
  [/(?:^|[\s(-])(?:u|under|sub)[\s.-]?(\d\d)s?(?=$|[\s).-])/, ([, age]) => `u${age}`],
  [/\((\d\d)\)|\s-(\d\d)$/, ([, age, dashed]) => `u${age ?? dashed}`],
  [/\(ol\)/, () => 'u23'],
  // "(ESP)" is Spain.
  [/\sesp(?:oirs?)?\.?$|\(espoirs?\)/, () => 'u21'],
  [/(?:^|[\s(-])(?:youth|juniors?|jugend|primavera|academy)(?=$|[\s).])/, () => 'youth'],
  [
    /(?:^|[\s(-])(?:women[’']?s?|ladies|dames|femenin[oa]|feminin[oae]s?|femminile|frauen|damen|fem|wom)(?=$|[\s).])/,
    () => 'women',
  ],
  [/\((?:f|w)\)|(?:[\s-])(?:f|w)\.?$/, () => 'women'],
  [/(?:^|[\s(-])(?:reserves?|res|ii|iii|amateure?s?|jong)(?=$|[\s).])/, () => 'reserve'],
  [/[\s(-](?:b|c|2|3)\)?$/, () => 'reserve'],
  [/(?:^|[\s(-])(?:e-?sports?|srl|virtual|cyber|simulated)(?=$|[\s).])/, () => 'virtual'],
  [/(?:^|[\s(-])(3x3)(?=$|[\s).])/, () => '3x3'],
]

/** Reads the markers of a team's name: "Arsenal Women U21" has `u21` and `women`. */
export function readMarkers(text: string): Marked {
  const markers = new Set<string>()
  let rest = fold(text).trim()
  for (const [pattern, markerOf] of RULES) {
    const found = pattern.exec(rest)
    if (found === null) continue
    markers.add(markerOf(found))
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`.trim()
  }
  return { markers: [...markers].toSorted(), rest }
}

export function haveSameMarkers(one: readonly string[], other: readonly string[]): boolean {
  return one.join() === other.join()
}
