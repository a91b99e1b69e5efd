/** Chance that a seed decides entirely: the same seed and the same questions give the same answers. */
export interface Random {
  /** From 0 up to, and without, 1. */
  readonly next: () => number
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number
  readonly chance: (probability: number) => boolean
  /** Throws RangeError on an empty list. */
  readonly pick: <T>(list: readonly T[]) => T
  readonly uuid: () => string
  /** Another chance of the same seed, which questions to this one do not change. */
  readonly fork: (name: string) => Random
}

/** Chance of a seed. */
export function createRandom(seed: string): Random {
  let state = hashText(seed)
  // Mulberry32: 32 bits of state are enough for choices, and it is fast.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1))
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => between(0, 15).toString(16)).join('')
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[between(0, list.length - 1)]
      if (picked === undefined) throw new RangeError('Nothing can be picked from an empty list')
      return picked
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    fork: (name) => createRandom(`${seed}/${name}`),
  }
}

/** FNV-1a. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash
}
