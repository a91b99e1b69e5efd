import type { ToldSessions } from '@surefoot/shared'
import { createSecret, hashSecret, isSameHash } from './secret.ts'

export interface Sessions {
  /** Trade the one-time link for a new session; its reference, or null if the link is wrong or was used. */
  readonly open: (link: string) => string | null
  /** Whether a session lives. Asking counts as activity. */
  readonly touch: (reference: string) => boolean
  readonly close: (reference: string) => void
  /** What another gateway of the desk is to know. */
  readonly tell: () => ToldSessions
  /** What another gateway knows: it let somebody in, saw them lately or let them out. Again is once. */
  readonly hear: (told: ToldSessions) => void
}

export interface SessionsOptions {
  readonly linkToken: string
  readonly now: () => number
  /** A session began or ended here: others are to know. */
  readonly onChanged: () => void
}

interface Session {
  readonly openedAt: number
  readonly usedAt: number
}

export const SESSION_LIVES_MS = 12 * 60 * 60_000
const IDLE_MS = 60 * 60_000

/** Sessions of the console, in the memory of the desk's gateways. Only hashes are kept, so a memory dump opens nothing. */
export function createSessions({ linkToken, now, onChanged }: SessionsOptions): Sessions {
  const linkHash = hashSecret(linkToken)
  const alive = new Map<string, Session>()
  /** Kept as long as one could live: who missed that it ended may still tell of it. */
  const ended = new Map<string, number>()
  let isLinkUsed = false

  const isOver = ({ openedAt, usedAt }: Session): boolean =>
    now() - openedAt >= SESSION_LIVES_MS || now() - usedAt >= IDLE_MS
  const forgetOld = (): void => {
    for (const [hash, session] of alive) if (isOver(session)) alive.delete(hash)
    for (const [hash, at] of ended) if (now() - at >= SESSION_LIVES_MS) ended.delete(hash)
  }
  const end = (hash: string, at: number): void => {
    alive.delete(hash)
    ended.set(hash, at)
  }

  return {
    open: (link) => {
      if (isLinkUsed || !isSameHash(hashSecret(link), linkHash)) return null
      isLinkUsed = true
      const reference = createSecret()
      alive.set(hashSecret(reference), { openedAt: now(), usedAt: now() })
      onChanged()
      return reference
    },
    touch: (reference) => {
      forgetOld()
      const hash = hashSecret(reference)
      const session = alive.get(hash)
      if (session) alive.set(hash, { ...session, usedAt: now() })
      return session !== undefined
    },
    close: (reference) => {
      const hash = hashSecret(reference)
      if (!alive.has(hash)) return
      end(hash, now())
      onChanged()
    },
    tell: () => {
      forgetOld()
      return {
        alive: [...alive].map(([hash, { openedAt, usedAt }]) => ({ hash, openedAt, usedAt })),
        ended: [...ended].map(([hash, endedAt]) => ({ hash, endedAt })),
        usedLink: isLinkUsed ? linkHash : null,
      }
    },
    hear: (told) => {
      if (told.usedLink === linkHash) isLinkUsed = true
      for (const { hash, endedAt } of told.ended) end(hash, endedAt)
      for (const { hash, openedAt, usedAt } of told.alive) {
        if (ended.has(hash)) continue
        alive.set(hash, { openedAt, usedAt: Math.max(usedAt, alive.get(hash)?.usedAt ?? 0) })
      }
      forgetOld()
    },
  }
}
