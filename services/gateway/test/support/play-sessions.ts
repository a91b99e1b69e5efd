import type { Bus } from '@surefoot/shared/bus'
import {
  ledgerLink,
  ledgerLogin,
  ledgerLogout,
  ledgerSession,
  ledgerSessions,
  ok,
  refuse,
  sessionEnded,
  type ConsoleSession,
} from '@surefoot/shared/messages'
import { AT } from './samples.ts'

/** The ledger's part of logging in, for tests of other things: `ledger-sessions.int.test.ts` has the real one. */
export async function playSessions(bus: Bus): Promise<void> {
  const links = new Map<string, { operator: string; isUsed: boolean }>()
  const sessions = new Map<string, ConsoleSession>()
  const livesMs = 60_000
  await bus.serve(ledgerLink, async ({ linkHash, operator }) => {
    const link = links.get(linkHash) ?? { operator, isUsed: false }
    links.set(linkHash, link)
    return ok({ isUsed: link.isUsed, expiresAt: AT })
  })
  await bus.serve(ledgerLogin, async ({ linkHash, sessionHash, ...rest }) => {
    const link = links.get(linkHash)
    if (link === undefined) return refuse('LINK_UNKNOWN', 'This link is not known.')
    if (link.isUsed) return refuse('LINK_USED', 'This link was used.')
    link.isUsed = true
    const times = { openedAt: AT, usedAt: AT, expiresAt: AT }
    const session = { ...rest, ...times, operator: link.operator, role: 'operator' as const }
    sessions.set(sessionHash, session)
    return ok({ session, livesMs })
  })
  await bus.serve(ledgerSession, async ({ sessionHash }) => {
    const session = sessions.get(sessionHash)
    return session ? ok({ session, livesMs }) : refuse('SESSION_OVER', 'This session is over.')
  })
  await bus.serve(ledgerSessions, async () => ok({ sessions: [...sessions.values()] }))
  await bus.serve(ledgerLogout, async ({ deskId, which }) => {
    const ended: string[] = []
    for (const [hash, { sessionId }] of sessions) {
      if ('only' in which ? which.only !== sessionId : which.allBut === sessionId) continue
      sessions.delete(hash)
      ended.push(sessionId)
    }
    if (ended.length > 0) bus.publish(sessionEnded, { deskId, sessionIds: ended })
    return ok({ ended })
  })
}
