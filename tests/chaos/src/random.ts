/** Numbers that look drawn and are the seed's alone. */
export interface Random {
  /** At least `from`, less than `to`. */
  readonly between: (from: number, to: number) => number
  /** At least `from`, at most `to`, whole. */
  readonly integer: (from: number, to: number) => number
  readonly pick: <T>(from: readonly [T, ...T[]]) => T
  readonly shuffle: <T>(all: readonly T[]) => T[]
}

/** Mulberry32: small, and good enough to draw faults. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number): number => from + next() * (to - from)
  const integer = (from: number, to: number): number => Math.floor(between(from, to + 1))
  return {
    between,
    integer,
    pick: (from) => from[integer(0, from.length - 1)] ?? from[0],
    shuffle: (all) =>
      all
        .map((one) => ({ one, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ one }) => one),
  }
}
