import type { Quota } from '@surefoot/checker'
import { KINDS } from './cards.ts'

/** Under which all faults of a run are counted together. */
export const ALL = 'all'
/** From this length on a run is long enough to meet every kind of fault. */
const EVERY_KIND_SECONDS = 300

/** What a run of so many seconds must place and meet to prove something (I15): 300 bets and 200 faults in ten minutes. */
export function wantedOf(seconds: number): Quota {
  const kinds = seconds < EVERY_KIND_SECONDS ? [] : KINDS
  return {
    bets: Math.floor(seconds / 2),
    faults: {
      [ALL]: Math.floor(seconds / 3),
      ...Object.fromEntries(kinds.map((kind) => [kind, 1])),
    },
  }
}
