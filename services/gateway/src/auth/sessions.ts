import { Fault, NoReply, type Bus } from '@surefoot/shared/bus'
import {
  ledgerLogin,
  ledgerLogout,
  ledgerSession,
  ledgerSessions,
  sessionEnded,
  type ConsoleSession,
  type Refusal,
} from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { READ_WITHIN_MS } from '../deadlines.ts'
import { createSecret, hashSecret } from './secret.ts'
import { createSessionCache } from './session-cache.ts'

/** What is kept of a browser for the list of sessions. */
export interface Visitor {
  readonly userAgent: string
  readonly peer: string
}

export type Login = { readonly ok: true; readonly secret: string } | Refusal
export type Which = z.input<typeof ledgerLogout.body>['which']

/** The console's sessions, which the ledger holds. Every act throws NoReply and Fault where the ledger does not answer. */
export interface Sessions {
  /** Trade a one-time link for a session; a refusal says what is wrong with the link. */
  readonly open: (link: string, visitor: Visitor) => Promise<Login>
  /** The session of a secret; null if it is over. Counts as use. */
  readonly find: (secret: string) => Promise<ConsoleSession | null>
  /** Whether an open connection may go on. Counts as use. */
  readonly isOpen: (secret: string) => boolean
  readonly list: () => Promise<ConsoleSession[]>
  /** Answers the ids of those that this ended. */
  readonly end: (which: Which, by: string) => Promise<string[]>
}

export interface SessionsOptions {
  readonly bus: Bus
  readonly deskId: string
  /** Of a clock that never goes back. */
  readonly now: () => number
}

/** Whoever is known already waits no longer for a silent ledger. */
const KNOWN_WITHIN_MS = 1000

export async function openSessions({ bus, deskId, now }: SessionsOptions): Promise<Sessions> {
  const within = { deadlineMs: READ_WITHIN_MS }
  const cache = createSessionCache({
    now,
    ask: async (sessionHash, isKnown) => {
      const deadlineMs = isKnown ? KNOWN_WITHIN_MS : READ_WITHIN_MS
      const reply = await bus.request(ledgerSession, { deskId, sessionHash }, { deadlineMs })
      if (reply.ok) return reply
      if (reply.code === 'SESSION_OVER') return null
      throw faultOf(reply)
    },
  })
  await bus.subscribe(sessionEnded, ({ sessionIds }) => cache.forget(sessionIds), {
    scope: { deskId },
  })
  return {
    open: async (link, visitor) => {
      const secret = createSecret()
      const sessionHash = hashSecret(secret)
      const login = { deskId, linkHash: hashSecret(link), sessionId: randomUUID(), sessionHash }
      const reply = await askAgain(() => bus.request(ledgerLogin, { ...login, ...visitor }, within))
      if (!reply.ok) return reply
      cache.keep(sessionHash, reply)
      return { ok: true, secret }
    },
    find: (secret) => cache.find(hashSecret(secret)),
    isOpen: (secret) => cache.isOpen(hashSecret(secret)),
    list: async () => {
      const reply = await bus.request(ledgerSessions, { deskId }, within)
      if (!reply.ok) throw faultOf(reply)
      return reply.sessions
    },
    end: async (which, by) => {
      const reply = await bus.request(ledgerLogout, { deskId, which, by }, within)
      if (!reply.ok) throw faultOf(reply)
      cache.forget(reply.ended)
      return reply.ended
    },
  }
}

function faultOf({ code, message }: Refusal): Fault {
  return new Fault(code, message, 'retry')
}

/** A login whose answer was lost may be asked once more: the same session is the same login. */
async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof NoReply && error.code !== 'NO_RESPONDERS') return ask()
    throw error
  }
}
