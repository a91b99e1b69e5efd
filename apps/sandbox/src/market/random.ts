import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export interface Random {
  /** An integer, both ends included. */
  integer(from: number, to: number): number
  between(from: number, to: number): number
  hasLuck(chance: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
  shuffle<T>(items: readonly T[]): T[]
}

/** The sandbox's only source of chance: the same seed gives the same market. Never used for session tokens. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  const integer = (from: number, to: number) => uniformInt(generator, from, to)
  const between = (from: number, to: number) => from + (to - from) * uniformFloat64(generator)
  return {
    integer,
    between,
    hasLuck: (chance) => between(0, 1) < chance,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    shuffle: (items) =>
      items
        .map((item) => ({ item, rank: between(0, 1) }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
  }
}
