import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { keepFirstPages } from './history-rows.ts'

/** Several events of one moment ask the ledger once. */
const ASK_AFTER_MS = 150
/** However many events there are, the ledger is asked for the same no oftener. */
const ASK_EVERY_MS = 1000

/** Queries that events made stale, each asked again soon, and once a second at most. The empty key is every query. */
export function createStaleQueries(client: QueryClient) {
  const waiting = new Map<string, number>()
  const askedAt = new Map<string, number>()
  const ask = (name: string, queryKey: QueryKey): void => {
    waiting.delete(name)
    const now = Date.now()
    askedAt.forEach((at, of) => now - at > ASK_EVERY_MS && askedAt.delete(of))
    askedAt.set(name, now)
    if (queryKey.length === 0) keepFirstPages(client)
    void client.invalidateQueries({ queryKey })
  }
  const mark = (queryKey: QueryKey): void => {
    const name = JSON.stringify(queryKey)
    if (waiting.has(name)) return
    const before = askedAt.get(name) ?? Number.NEGATIVE_INFINITY
    const waitMs = Math.max(ASK_AFTER_MS, before + ASK_EVERY_MS - Date.now())
    waiting.set(
      name,
      window.setTimeout(() => ask(name, queryKey), waitMs),
    )
  }
  return {
    mark,
    stop: (): void => waiting.forEach((timer) => window.clearTimeout(timer)),
  }
}
