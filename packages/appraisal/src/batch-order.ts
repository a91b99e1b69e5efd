import type { Account, QuotesBatch } from '@surefoot/shared/messages'

/** Browsers that are over and remembered: a message of one is late by seconds, not by so many browsers. */
const MAX_OVER = 50

/** Which batches come too late to change a book. */
export interface BatchOrder {
  /** Whether a later batch of its browser overtook it, or its browser was replaced or closed; else it is the latest now. */
  readonly isLate: (batch: QuotesBatch) => boolean
  /** The browser is closed: no batch of it counts any more. */
  readonly end: (browserId: string) => void
}

interface Latest {
  readonly browserId: string
  /** By the browser's own clock, which is compared with no other. */
  readonly receivedAt: number
}

export function createBatchOrder(): BatchOrder {
  const over = new Set<string>()
  const latest: Record<Account, Latest | null> = { A: null, B: null }

  function end(browserId: string): void {
    over.add(browserId)
    const [oldest] = over
    if (over.size > MAX_OVER && oldest !== undefined) over.delete(oldest)
  }

  return {
    end,
    isLate: ({ account, browserId, receivedAt }) => {
      if (over.has(browserId)) return true
      const before = latest[account]
      if (before?.browserId === browserId && receivedAt < before.receivedAt) return true
      if (before !== null && before.browserId !== browserId) end(before.browserId)
      latest[account] = { browserId, receivedAt }
      return false
    },
  }
}
