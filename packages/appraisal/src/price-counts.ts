/** How many selections of an account have each price: a site that has no prices yet shows one and the same everywhere. */
export interface PriceCounts {
  readonly add: (odds: string) => void
  readonly remove: (odds: string) => void
  /** Whether more than half of many selections have this price. */
  readonly isEverywhere: (odds: string) => boolean
  readonly clear: () => void
}

/** Of fewer selections than three markets have, equal prices are chance. */
const MIN_SELECTIONS = 6

export function createPriceCounts(): PriceCounts {
  const counts = new Map<string, number>()
  let all = 0
  const change = (odds: string, by: 1 | -1): void => {
    const count = (counts.get(odds) ?? 0) + by
    all += by
    if (count > 0) counts.set(odds, count)
    else counts.delete(odds)
  }
  return {
    add: (odds) => change(odds, 1),
    remove: (odds) => change(odds, -1),
    isEverywhere: (odds) => all >= MIN_SELECTIONS && (counts.get(odds) ?? 0) * 2 > all,
    clear: () => {
      counts.clear()
      all = 0
    },
  }
}
