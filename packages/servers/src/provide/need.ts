import type { Packages } from '../packages.ts'
import type { Way } from '../way.ts'

/** Something that a start needs. */
export interface Need {
  /** As the terminal names it: `NATS`. */
  readonly subject: string
  readonly packages: Packages
  /** The version from which on it is not old. */
  readonly wanted?: string | undefined
  /** How it is found; none of them installs. */
  readonly ways: readonly Way<{ readonly source: string; readonly isOld?: boolean }>[]
}

/** How a need is met now. */
export interface NeedState {
  readonly need: Need
  readonly state: 'found' | 'old' | 'missing'
  /** What is used; '' if missing. */
  readonly source: string
}

/** Looks for each need, and changes nothing. */
export function checkNeeds(needs: readonly Need[]): Promise<NeedState[]> {
  return Promise.all(
    needs.map(async (need) => {
      for (const way of need.ways) {
        const result = await way.find()
        if (!('found' in result)) continue
        const { source, isOld = false } = result.found
        return { need, state: isOld ? ('old' as const) : ('found' as const), source }
      }
      return { need, state: 'missing' as const, source: '' }
    }),
  )
}

/** `NATS, Redis and Chromium`. */
export function listSubjects(needs: readonly Need[]): string {
  return new Intl.ListFormat('en').format(needs.map(({ subject }) => subject))
}
