import {
  ok,
  refuse,
  type ledgerSession,
  type ledgerSessions,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { readClock } from '../database/clock.ts'
import type { Ledger } from '../ports.ts'
import { IDLE_MS, livesMs, readSession } from './rows.ts'

/** Use is written at most this often: a session that is used all day is no work for the ledger. */
const WRITE_EVERY_MS = 60_000

/** The session, as used now. One that was ended in between stays ended. */
export async function onSession(
  { database }: Ledger,
  { deskId, sessionHash: hash }: z.output<typeof ledgerSession.body>,
): Promise<Reply<typeof ledgerSession.reply>> {
  const now = await readClock(database)
  const row = await database.consoleSession.findUnique({ where: { hash, deskId } })
  if (row === null || livesMs(row, now) <= 0)
    return refuse('SESSION_OVER', 'This session is over, or never was.')
  if (now.getTime() - row.usedAt.getTime() < WRITE_EVERY_MS)
    return ok({ session: readSession(row), livesMs: livesMs(row, now) })
  const used = { ...row, usedAt: now }
  await database.consoleSession.updateMany({
    where: { hash, endedAt: null },
    data: { usedAt: now },
  })
  return ok({ session: readSession(used), livesMs: livesMs(used, now) })
}

export async function onSessions(
  { database }: Ledger,
  { deskId }: z.output<typeof ledgerSessions.body>,
): Promise<Reply<typeof ledgerSessions.reply>> {
  const now = await readClock(database)
  const rows = await database.consoleSession.findMany({
    where: {
      deskId,
      endedAt: null,
      expiresAt: { gt: now },
      usedAt: { gt: new Date(now.getTime() - IDLE_MS) },
    },
    orderBy: [{ usedAt: 'desc' }, { openedAt: 'desc' }],
    take: 500,
  })
  return ok({ sessions: rows.map(readSession) })
}
