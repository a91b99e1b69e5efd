import type { Account, BrowserStatus } from '@surefoot/shared'

export interface LiveBrowsers {
  readonly heard: (status: BrowserStatus) => void
  /** The browsers whose executor was heard lately, one an account at most. */
  readonly list: () => BrowserStatus[]
}

/** Heartbeats come every second. */
const HEARD_WITHIN_MS = 5000

/** The browsers of the desk, by their executors' heartbeats. An executor that lost its lease is not believed. */
export function createLiveBrowsers(now: () => number): LiveBrowsers {
  const latest = new Map<Account, { readonly status: BrowserStatus; readonly heardAt: number }>()
  const isFresh = ({ heardAt }: { heardAt: number }): boolean => now() - heardAt < HEARD_WITHIN_MS
  return {
    heard: (status) => {
      const known = latest.get(status.account)
      if (known && isFresh(known) && known.status.epoch > status.epoch) return
      latest.set(status.account, { status, heardAt: now() })
    },
    list: () => [...latest.values()].filter(isFresh).map(({ status }) => status),
  }
}
