import { consoleSession, type ConsoleSession as SessionMessage } from '@surefoot/shared/messages'
import type { ConsoleSession } from '../generated/client.ts'

const HOUR_MS = 3_600_000
/**
 * A session that nobody uses for this long is over: a working day and no night, so that a console that was closed in the
 * evening does not trade for whoever sits down at the machine first. An open console uses it.
 */
export const IDLE_MS = 12 * HOUR_MS
/** A session is over after this long, however much it is used. */
export const LIFE_MS = 7 * 24 * HOUR_MS

/** How long a session lives yet if it is not used, in milliseconds; not positive: it is over. */
export function livesMs(row: ConsoleSession, now: Date): number {
  if (row.endedAt !== null) return 0
  return Math.min(row.usedAt.getTime() + IDLE_MS, row.expiresAt.getTime()) - now.getTime()
}

export function readSession({ id, ...row }: ConsoleSession): SessionMessage {
  return consoleSession.parse({
    ...row,
    sessionId: id,
    openedAt: row.openedAt.toISOString(),
    usedAt: row.usedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  })
}
