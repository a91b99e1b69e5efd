import {
  type Account,
  browserClose,
  browserOpen,
  browserWatch,
  type Accepted,
  type BrowserStatus,
  type Quote,
} from '@surefoot/shared/messages'
import { expect, vi } from 'vitest'
import type { House, Stand } from './stand.ts'

/** For what takes a browser: starting, loading, closing. */
export const SLOW = { timeout: 120_000, interval: 50 }
const WITHIN = { deadlineMs: 40_000 }
const LOGIN = { north: '/login', south: '/signin' }

/** An account of a desk, at a bookmaker: what an operator and a worker do with it. */
export function createAccount(stand: Stand, deskId: string, house: House, account: Account = 'A') {
  const { bus, origins, statuses, batches } = stand
  const id = { deskId, account }
  const isOfAccount = (one: typeof id): boolean => one.deskId === deskId && one.account === account
  const status = (): BrowserStatus | undefined => statuses.findLast(isOfAccount)

  const open = async (url = `${origins[house]}/`): Promise<Accepted<typeof browserOpen.reply>> => {
    const reply = await bus.request(browserOpen, { ...id, url }, WITHIN)
    if (!reply.ok) throw new Error(reply.message)
    return reply
  }
  const watchOnly = async (browserId: string): Promise<void> => {
    const asked = { ...id, browserId, providerId: house, contractVersion: 1 }
    const reply = await bus.request(browserWatch, asked, WITHIN)
    if (!reply.ok) throw new Error(reply.message)
  }
  const watch = async (browserId: string): Promise<void> => {
    await watchOnly(browserId)
    await vi.waitFor(() => expect(status()?.firstPacketAt).not.toBeNull(), SLOW)
  }
  const close = () => bus.request(browserClose, { ...id, reason: 'test' }, WITHIN)

  /** Open, log in and watch. */
  const openWatched = async (): Promise<string> => {
    const { browserId } = await open(
      `${stand.doorOrigin}/${deskId}?${origins[house]}${LOGIN[house]}`,
    )
    await vi.waitFor(() => expect(status()?.pageOrigin).toBe(origins[house]), SLOW)
    await watch(browserId)
    await vi.waitFor(() => expect(status()).toMatchObject({ isLoggedIn: true, unread: [] }), SLOW)
    return browserId
  }
  /** As openWatched, and wait until there is enough to bet on. */
  const openQuoted = async (): Promise<string> => {
    const browserId = await openWatched()
    await vi.waitFor(() => expect(quotes().size).toBeGreaterThan(10), SLOW)
    return browserId
  }
  /** The live quotes by selection, from all batches. */
  const quotes = (): Map<string, Quote> => {
    const known = new Map<string, Quote>()
    for (const batch of batches.filter(isOfAccount)) {
      if (batch.reset) known.clear()
      for (const selectionId of batch.deleted) known.delete(selectionId)
      for (const quote of batch.quotes) known.set(quote.selectionId, quote)
    }
    return known
  }
  return { id, status, open, watch, watchOnly, close, openWatched, openQuoted, quotes }
}
