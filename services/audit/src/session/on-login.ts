import { ok, refuse, type ledgerLogin, type Refusal, type Reply } from '@surefoot/shared/messages'
import { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { readClock } from '../database/clock.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'
import { LIFE_MS, livesMs, readSession } from './rows.ts'

type Login = z.output<typeof ledgerLogin.body>

const links = z.array(
  z.object({ operator: z.string(), expiresAt: z.date(), usedAt: z.date().nullable() }),
)

/** Uses the link up and opens the session in one commit. */
export function onLogin(
  { database }: Ledger,
  login: Login,
): Promise<Reply<typeof ledgerLogin.reply>> {
  const { sessionId: id, sessionHash: hash, deskId } = login
  return transact(database, async (tx) => {
    // Whoever comes second with the link waits here, and then sees that it is used.
    const [link] = links.parse(
      await tx.$queryRaw`
        SELECT "operator", "expiresAt", "usedAt" FROM "console_links"
        WHERE "hash" = ${login.linkHash} AND "deskId" = ${deskId} FOR UPDATE`,
    )
    const now = await readClock(tx)
    const opened = await tx.consoleSession.findUnique({ where: { id, hash, deskId } })
    if (opened !== null && livesMs(opened, now) > 0)
      return ok({ session: readSession(opened), livesMs: livesMs(opened, now) })
    if (link === undefined)
      return refuse('LINK_UNKNOWN', 'This link is not known: it is incomplete, or of another desk.')
    if (link.usedAt !== null) return refuseUsed(link.usedAt)
    if (link.expiresAt <= now)
      return refuse('LINK_EXPIRED', `This link ended at ${inWords(link.expiresAt)}.`)
    return openSession(tx, { login, operator: link.operator, now })
  })
}

function refuseUsed(usedAt: Date): Refusal {
  return refuse('LINK_USED', `This link was used at ${inWords(usedAt)}; each works once.`)
}

/** `2026-11-29 17:05 UTC` */
function inWords(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

interface Opening {
  readonly login: Login
  readonly operator: string
  readonly now: Date
}

async function openSession(tx: Transaction, { login, operator, now }: Opening) {
  const { sessionId: id, sessionHash: hash, linkHash, deskId, userAgent, peer } = login
  const row = await tx.consoleSession.create({
    data: {
      id,
      hash,
      deskId,
      operator,
      role: 'operator',
      openedAt: now,
      usedAt: now,
      expiresAt: new Date(now.getTime() + LIFE_MS),
      userAgent,
      peer,
    },
  })
  await tx.consoleLink.update({ where: { hash: linkHash }, data: { usedAt: now, sessionId: id } })
  const details = { deskId, sessionId: id, operator, userAgent, peer }
  await appendLink(tx, { kind: 'session.opened', executionId: null, details })
  return ok({ session: readSession(row), livesMs: livesMs(row, now) })
}
