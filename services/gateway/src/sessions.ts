import { createSecret, hashSecret, isSameHash } from './secret.ts'

export interface Sessions {
  /** Trade the one-time link for a new session; its reference, or null if the link is wrong or was used. */
  readonly open: (link: string) => string | null
  /** Whether a session lives. Asking counts as activity. */
  readonly touch: (reference: string) => boolean
  readonly close: (reference: string) => void
}

export interface SessionsOptions {
  readonly linkToken: string
  readonly now: () => number
}

export const SESSION_LIVES_MS = 12 * 60 * 60_000
const IDLE_MS = 60 * 60_000

/** Sessions of the console, in memory: a restart ends them all. Only hashes are kept, so a memory dump opens nothing. */
export function createSessions({ linkToken, now }: SessionsOptions): Sessions {
  const alive = new Map<string, { readonly openedAt: number; usedAt: number }>()
  let linkHash: string | null = hashSecret(linkToken)

  const isOver = (session: { openedAt: number; usedAt: number }): boolean =>
    now() - session.openedAt >= SESSION_LIVES_MS || now() - session.usedAt >= IDLE_MS

  return {
    open: (link) => {
      if (linkHash === null || !isSameHash(hashSecret(link), linkHash)) return null
      linkHash = null
      const reference = createSecret()
      alive.set(hashSecret(reference), { openedAt: now(), usedAt: now() })
      return reference
    },
    touch: (reference) => {
      const key = hashSecret(reference)
      const session = alive.get(key)
      if (!session) return false
      if (isOver(session)) {
        alive.delete(key)
        return false
      }
      session.usedAt = now()
      return true
    },
    close: (reference) => void alive.delete(hashSecret(reference)),
  }
}
