import { ACCOUNTS, type Account, type BrowserStatus } from '@surefoot/shared/messages'
import type { Sighting } from './health/evidence.ts'

export type BrowserSightings = Readonly<Record<Account, Sighting<BrowserStatus> | null>>

export interface LiveBrowsers {
  readonly heard: (status: BrowserStatus) => void
  /** The browsers whose executor reported lately, one an account at most. */
  readonly list: () => BrowserStatus[]
  /** The last report of each account's browser, however old. */
  readonly sightings: () => BrowserSightings
}

/** Heartbeats come every second. */
export const HEARD_WITHIN_MS = 5000

/** The browsers of the desk, by their executors' heartbeats. An executor that lost its lease is not believed. */
export function createLiveBrowsers(elapsed: () => number): LiveBrowsers {
  const latest = new Map<Account, { readonly status: BrowserStatus; readonly heardAt: number }>()
  const sighting = (account: Account): Sighting<BrowserStatus> | null => {
    const known = latest.get(account)
    return known === undefined ? null : { status: known.status, agoMs: elapsed() - known.heardAt }
  }
  const isRecent = (seen: Sighting<BrowserStatus> | null): boolean =>
    seen !== null && seen.agoMs < HEARD_WITHIN_MS
  return {
    heard: (status) => {
      const known = sighting(status.account)
      if (known !== null && isRecent(known) && known.status.epoch > status.epoch) return
      latest.set(status.account, { status, heardAt: elapsed() })
    },
    list: () =>
      ACCOUNTS.map(sighting)
        .filter((seen) => seen !== null && isRecent(seen))
        .flatMap((seen) => (seen === null ? [] : [seen.status])),
    sightings: () => ({ A: sighting('A'), B: sighting('B') }),
  }
}
