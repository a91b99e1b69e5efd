import type { Quota } from '@surefoot/checker'
import { kindsFor } from './cards.ts'
import type { Run } from './plan-faults.ts'

/** Under which all faults of a run are counted together. */
export const ALL = 'all'
/** From this length on a run is long enough to meet every kind of fault. */
const EVERY_KIND_SECONDS = 300

/** What a run of so many seconds must place and meet to prove something (I15): 300 bets and 200 faults in ten minutes. */
export function wantedOf({ seconds, replicas }: Pick<Run, 'seconds' | 'replicas'>): Quota {
  const dealt = seconds < EVERY_KIND_SECONDS ? [] : kindsFor(replicas)
  const kinds = replicas === 1 ? dealt : [...dealt, 'rolling-restart']
  return {
    bets: Math.floor(seconds / 2),
    faults: {
      [ALL]: Math.floor(seconds / 3),
      ...Object.fromEntries(kinds.map((kind) => [kind, 1])),
    },
  }
}
