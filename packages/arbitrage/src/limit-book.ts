import type { LearntLimit, LimitChange } from '@surefoot/shared/messages'

/** What a learnt limit is of. */
export type PlaceOfLimit = Pick<LearntLimit, 'account' | 'providerId' | 'sport' | 'market'>

/** The learnt limits of a desk, as far as this process knows them. The ledger holds them. */
export interface LimitBook {
  /** False until the whole list was read once: a limit that is not known is not "none". */
  readonly isKnown: () => boolean
  readonly find: (place: PlaceOfLimit) => LearntLimit | undefined
  /** Takes one change, as it was announced. */
  readonly adopt: (change: LimitChange) => void
  /** Begins a reading of the list. Its end takes the list, unless a change came meanwhile, which may be newer. */
  readonly read: () => (limits: readonly LearntLimit[]) => void
}

export function createLimitBook(): LimitBook {
  let known = new Map<string, LearntLimit>()
  let isKnown = false
  let changes = 0
  return {
    isKnown: () => isKnown,
    find: (place) => known.get(keyOf(place)),
    adopt: ({ limit, isForgotten }) => {
      changes += 1
      if (isForgotten) known.delete(keyOf(limit))
      else known.set(keyOf(limit), limit)
    },
    read: () => {
      const begun = changes
      return (limits) => {
        if (changes !== begun) return
        known = new Map(limits.map((limit) => [keyOf(limit), limit]))
        isKnown = true
      }
    },
  }
}

function keyOf({ account, providerId, sport, market }: PlaceOfLimit): string {
  return `${account} ${providerId} ${market} ${sport}`
}
