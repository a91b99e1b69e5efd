/** Matches each word of `fewer` with its own word of `more`, by the first rule that fits; null if one finds none. */
export function alignWords(
  fewer: readonly string[],
  more: readonly string[],
  rules: readonly ((one: string, other: string) => boolean)[],
): readonly (readonly [string, string])[] | null {
  const free = [...more]
  const pairs: [string, string][] = []
  let waiting = [...fewer]
  for (const isAlike of rules) {
    waiting = waiting.filter((word) => {
      const at = free.findIndex((candidate) => isAlike(word, candidate))
      if (at < 0) return true
      pairs.push([word, free.splice(at, 1)[0] ?? word])
      return false
    })
  }
  return waiting.length === 0 ? pairs : null
}

export function isEqual(one: string, other: string): boolean {
  return one === other
}

/** Whether either word is the beginning of the other, at least `least` letters long. */
export function isAbbreviation(least: number): (one: string, other: string) => boolean {
  return (one, other) => {
    const [short, long] = one.length < other.length ? [one, other] : [other, one]
    return short.length >= least && long.startsWith(short)
  }
}

/** Whether long words differ by one letter: left out, put in or exchanged. */
export function isMisspelling(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (short.length < 5 || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  const rest = short.slice(short.length === long.length ? at + 1 : at)
  return rest === long.slice(at + 1)
}

export function isInitial(one: string, other: string): boolean {
  return (one.length === 1 || other.length === 1) && one[0] === other[0]
}

/** Whether one word is the other with letters left out of its middle: "nottm" for "nottingham". */
export function isContraction(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (short.length < 4 || short[0] !== long[0] || short.at(-1) !== long.at(-1)) return false
  let at = 0
  for (const letter of long) if (letter === short[at]) at += 1
  return at === short.length
}
