import type { Account, BrowserStatus } from '@surefoot/shared/messages'
import type { StreamHealth } from './health-view.ts'

export interface StreamGaps {
  readonly seen: (status: BrowserStatus) => void
  readonly of: (account: Account) => StreamHealth['gaps']
}

/** Shorter silences are how a stream breathes. */
const GAP_MS = 5000
const KEPT = 5

/** The longest silences of each account's odds stream, to the second: executors report it once a second. */
export function createStreamGaps(elapsed: () => number): StreamGaps {
  const lastPackets = new Map<Account, { readonly browserId: string; readonly at: number }>()
  const gaps = new Map<Account, { readonly lastedMs: number; readonly endedAt: number }[]>()
  return {
    seen: ({ account, browserId, lastPacketAt }) => {
      if (lastPacketAt === null) return void lastPackets.delete(account)
      const before = lastPackets.get(account)
      lastPackets.set(account, { browserId, at: lastPacketAt })
      // Another browser's stream is no continuation.
      const lastedMs = before?.browserId === browserId ? lastPacketAt - before.at : 0
      if (lastedMs <= GAP_MS) return
      const all = [...(gaps.get(account) ?? []), { lastedMs, endedAt: elapsed() }]
      gaps.set(account, all.toSorted((one, other) => other.lastedMs - one.lastedMs).slice(0, KEPT))
    },
    of: (account) =>
      (gaps.get(account) ?? []).map(({ lastedMs, endedAt }) => ({
        lastedMs,
        endedAgoMs: Math.max(0, Math.round(elapsed() - endedAt)),
      })),
  }
}
