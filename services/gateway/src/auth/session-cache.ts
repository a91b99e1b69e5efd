import type { ConsoleSession } from '@surefoot/shared/messages'

/** What the ledger said of a session: it is open, and lives so long yet if it is not used; or null, it is over. */
export type SessionReading = {
  readonly session: ConsoleSession
  readonly livesMs: number
} | null

export interface SessionCacheOptions {
  /** Ask the ledger. Throws where it does not answer: nothing is known then. */
  readonly ask: (hash: string, isKnown: boolean) => Promise<SessionReading>
  /** Milliseconds of a clock that never goes back: only durations count here, instants are the ledger's. */
  readonly now: () => number
}

export interface SessionCache {
  /** The session; null if it is over. Throws what `ask` throws where nothing is known. */
  readonly find: (hash: string) => Promise<ConsoleSession | null>
  /** Whether it was open when the ledger last said so; the ledger is asked again behind it. Counts as use. */
  readonly isOpen: (hash: string) => boolean
  readonly keep: (hash: string, reading: SessionReading) => void
  /** These have been ended. */
  readonly forget: (sessionIds: readonly string[]) => void
}

interface Entry {
  readonly session: ConsoleSession
  readonly askedAt: number
  readonly endsAt: number
}

/** A session that was ended is let in no longer than this where the event of its end was lost. */
const FRESH_MS = 5000
const MOST_ENDED = 1000

/**
 * The sessions that this gateway has seen, so that the ledger is asked seldom. While it is silent a session that it knew
 * stays open, to its limit: whoever watches the desk must be able to press Kill just then.
 */
export function createSessionCache({ ask, now }: SessionCacheOptions): SessionCache {
  const entries = new Map<string, Entry>()
  const asking = new Map<string, Promise<ConsoleSession | null>>()
  const ended = new Set<string>()

  const read = (hash: string): Entry | undefined => {
    const entry = entries.get(hash)
    return entry && now() < entry.endsAt ? entry : undefined
  }
  const isFresh = ({ askedAt }: Entry): boolean => now() - askedAt < FRESH_MS

  const keep = (hash: string, reading: SessionReading, askedAt = now()): ConsoleSession | null => {
    for (const [each, { endsAt }] of entries) if (now() >= endsAt) entries.delete(each)
    entries.delete(hash)
    // An answer from before the end may come after it.
    if (reading === null || ended.has(reading.session.sessionId)) return null
    const { session, livesMs } = reading
    entries.set(hash, { session, askedAt, endsAt: askedAt + livesMs })
    return session
  }

  const refresh = async (hash: string): Promise<ConsoleSession | null> => {
    const askedAt = now()
    try {
      return keep(hash, await ask(hash, entries.has(hash)), askedAt)
    } catch (error) {
      const known = read(hash)
      if (known === undefined) throw error
      entries.set(hash, { ...known, askedAt: now() })
      return known.session
    } finally {
      asking.delete(hash)
    }
  }
  const refreshOnce = (hash: string): Promise<ConsoleSession | null> => {
    const running = asking.get(hash) ?? refresh(hash)
    asking.set(hash, running)
    return running
  }

  return {
    find: async (hash) => {
      const entry = read(hash)
      return entry && isFresh(entry) ? entry.session : refreshOnce(hash)
    },
    isOpen: (hash) => {
      const entry = read(hash)
      if (entry && !isFresh(entry)) void refreshOnce(hash).catch(() => undefined)
      return entry !== undefined
    },
    keep,
    forget: (sessionIds) => {
      for (const id of sessionIds) ended.add(id)
      for (const id of ended) if (ended.size > MOST_ENDED) ended.delete(id)
      for (const [hash, { session }] of entries)
        if (ended.has(session.sessionId)) entries.delete(hash)
    },
  }
}
