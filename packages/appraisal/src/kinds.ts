/** Owns what the clear markets of a kind have shown of those near even: which way round two contracts name their outcomes. */

/** Clear markets of one kind that prove which way round a contract names over and under. */
const ENOUGH_CLEAR = 3

export interface Kinds {
  readonly put: (kind: string, key: string, isStraight: boolean) => void
  readonly forget: (key: string) => void
  /** Whether enough markets of a kind were clearly straight, and none clearly swapped. */
  readonly isStraight: (kind: string) => boolean
}

export function createKinds(maxMarkets: number): Kinds {
  const straight = new Map<string, Set<string>>()
  const swapped = new Map<string, Set<string>>()
  const forget = (key: string): void => {
    for (const sets of [straight, swapped]) for (const keys of sets.values()) keys.delete(key)
  }
  return {
    put: (kind, key, isStraight) => {
      const [into, from] = isStraight ? [straight, swapped] : [swapped, straight]
      from.get(kind)?.delete(key)
      const keys = (into.get(kind) ?? new Set<string>()).add(key)
      into.set(kind, keys)
      const [oldest] = keys
      if (keys.size > maxMarkets && oldest !== undefined) keys.delete(oldest)
    },
    forget,
    isStraight: (kind) =>
      (straight.get(kind)?.size ?? 0) >= ENOUGH_CLEAR && (swapped.get(kind)?.size ?? 0) === 0,
  }
}
