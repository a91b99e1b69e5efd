import { z } from 'zod'
import { actor, deskScope, instant } from '../common.ts'
import { defineRequest } from '../define.ts'

/** Names by which programs act: a person of such a name could not be told from one in the audit chain. */
const PROGRAMS = new Set([
  'audit',
  'auto',
  'browser-executor',
  'execution',
  'gateway',
  'hedge',
  'operator-token',
  'restore',
  'scanner',
  'statement',
  'watchdog',
  'worker',
])

/** Who acts at a console, as the ledger names them. */
export const operatorName = z
  .string()
  .trim()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u,
    'give a name of at most 40 letters, digits, spaces, dots, dashes or underscores',
  )
  .refine((name) => !PROGRAMS.has(name.toLowerCase()), 'this is the name of a program')

/** There is one role for now: it may do everything at its desk. */
export const sessionRole = z.enum(['operator'])

/** The SHA-256 of a secret, in hex. The secret itself is in no message and in no table. */
const secretHash = z.string().regex(/^[0-9a-f]{64}$/)

/** A browser that is logged in to the console of a desk: its scope is that desk. */
export const consoleSession = z.object({
  ...deskScope,
  sessionId: z.uuid(),
  operator: z.string(),
  role: sessionRole,
  openedAt: instant,
  /** To a minute, because use is not written more often. */
  usedAt: instant,
  /** It ends then, however much it is used. */
  expiresAt: instant,
  userAgent: z.string().max(300),
  /** The address that it was opened from. */
  peer: z.string().max(60),
})
export type ConsoleSession = z.infer<typeof consoleSession>

/** A session that is open, and for how many milliseconds yet if it is not used. */
const openSession = z.object({ session: consoleSession, livesMs: z.number().int().positive() })

/**
 * Make a one-time link to the console. Asked again with the same link it is the same link: one that was used stays used,
 * one that was not lives `ttlMs` from now on at least.
 */
export const ledgerLink = defineRequest(
  'ledger.link',
  'global',
  z.object({
    ...deskScope,
    linkHash: secretHash,
    operator: operatorName,
    ttlMs: z.number().int().min(1).max(604_800_000),
    by: actor,
  }),
  z.object({ isUsed: z.boolean(), expiresAt: instant }),
)

/**
 * Trade a link for a session, in one commit: of two browsers with one link one gets in. Asked again with the same
 * session it is answered again. Refused: LINK_UNKNOWN, LINK_USED, LINK_EXPIRED.
 */
export const ledgerLogin = defineRequest(
  'ledger.login',
  'global',
  z.object({
    ...deskScope,
    linkHash: secretHash,
    sessionId: z.uuid(),
    sessionHash: secretHash,
    userAgent: consoleSession.shape.userAgent,
    peer: consoleSession.shape.peer,
  }),
  openSession,
)

/** A session, which counts as using it. Refused: SESSION_OVER. */
export const ledgerSession = defineRequest(
  'ledger.session',
  'global',
  z.object({ ...deskScope, sessionHash: secretHash }),
  openSession,
)

/** The open sessions of a desk, the latest used first. */
export const ledgerSessions = defineRequest(
  'ledger.sessions',
  'global',
  z.object(deskScope),
  z.object({ sessions: z.array(consoleSession) }),
)

/** End one session, or all of the desk but one (`null`: all). Answered are those that this ended. */
export const ledgerLogout = defineRequest(
  'ledger.logout',
  'global',
  z.object({
    ...deskScope,
    which: z.union([
      z.strictObject({ only: z.uuid() }),
      z.strictObject({ allBut: z.uuid().nullable() }),
    ]),
    by: actor,
  }),
  z.object({ ended: z.array(z.uuid()) }),
)
