const ORDINALS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    one: '1',
    first: '1',
    erste: '1',
    premiere: '1',
    primera: '1',
    prima: '1',
    primeira: '1',
    two: '2',
    second: '2',
    zweite: '2',
    deuxieme: '2',
    segunda: '2',
    seconda: '2',
    three: '3',
    third: '3',
    dritte: '3',
    troisieme: '3',
    tercera: '3',
    terza: '3',
    terceira: '3',
    four: '4',
    fourth: '4',
    vierte: '4',
    quatrieme: '4',
    cuarta: '4',
    quarta: '4',
    ii: '2',
    iii: '3',
    iv: '4',
  }),
)

/** After these a letter or "I" is a division: "Serie B", "Pro A", "Division I". */
const TIERED = new Set(
  'serie league liga ligue lig division div pro nationalliga nb a-league'.split(' '),
)
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ a: '1', b: '2', c: '3', d: '4', i: '1' }),
)
const NUMBER = /^([1-9])(?:st|nd|rd|th|a|o|re|er|ere|eme|e)?$/
const JOINED = /^(\p{L}{1,})([1-9])$/u

export interface Divided {
  /** A competition's words without its division. */
  readonly words: readonly string[]
  /** "1" is the first; empty if the name has none. */
  readonly division: string
}

/** "2. Bundesliga", "Bundesliga 2" and "Bundesliga II" are division 2 of one league. */
export function readDivision(all: readonly string[]): Divided {
  const words: string[] = []
  const divisions: string[] = []
  all.forEach((word, at) => {
    const before = all[at - 1]
    const isTiered = before !== undefined && TIERED.has(before)
    const [, joined, tier] = JOINED.exec(word) ?? []
    const lone =
      NUMBER.exec(word)?.[1] ?? ORDINALS.get(word) ?? (isTiered ? LETTERS.get(word) : undefined)
    if (lone !== undefined) return divisions.push(lone)
    if (joined === undefined || tier === undefined) return words.push(word)
    // "Serie A2" is below "Serie A".
    if (isTiered && LETTERS.has(joined)) return divisions.push(`${LETTERS.get(joined)}.${tier}`)
    if (joined.length > 1) words.push(joined)
    return divisions.push(tier)
  })
  return { words, division: divisions.toSorted().join('+') }
}
