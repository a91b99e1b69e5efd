import { Fault, NoReply } from '@surefoot/shared/bus'
import type { BrowserStatus, ConsoleSession } from '@surefoot/shared/messages'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { accessOf, isMutation } from '../access.ts'
import type { LiveBrowsers } from '../live-browsers.ts'
import { findBrowser } from '../mark-tokens.ts'
import { ownOrigin } from '../own-origin.ts'
import {
  FOREIGN_HOST,
  FOREIGN_ORIGIN,
  LEDGER_SILENT,
  NO_SESSION,
  NOT_THE_EXTENSION,
  tooManyGuesses,
  UNKNOWN_MARK_TOKEN,
  type Denial,
} from './denial.ts'
import type { Guesses } from './guesses.ts'
import { hashSecret, isSameHash } from './secret.ts'
import { readCookie } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who acts, for the ledger. */
    actor: string
    /** The console session that acts; null for a program, and for who is not logged in. */
    session: ConsoleSession | null
    /** The browser whose extension asks; null on every route but the extension's. */
    browser: BrowserStatus | null
    /** The origin that the request's `Host` makes ours. */
    ownOrigin: string
  }
}

export interface AuthenticateOptions {
  readonly sessions: Sessions
  readonly browsers: LiveBrowsers
  readonly guesses: Guesses
  readonly operatorToken?: string | undefined
  readonly extensionId: string
  readonly publicOrigin?: string | undefined
}

/** The browser whose extension asks, on the extension's routes. */
export function browserOf({ browser }: FastifyRequest): BrowserStatus {
  if (!browser) throw new Error('only a route of the extension knows a browser')
  return browser
}

/** The first hook of every request, of routes that do not exist too: who is it, and may they. */
export function createAuthenticate(options: AuthenticateOptions) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    const denial = await authenticate(options, request)
    return denial ? reply.problem(denial.status, denial) : undefined
  }
}

async function authenticate(
  options: AuthenticateOptions,
  request: FastifyRequest,
): Promise<Denial | null> {
  const origin = ownOrigin(request.headers.host, options.publicOrigin)
  if (origin === null) return FOREIGN_HOST
  request.ownOrigin = origin
  switch (accessOf(request.method, request.routeOptions.url)) {
    case 'public':
      return isMutation(request.method) ? checkSender(request) : null
    case 'browser':
      return admitBrowser(options, request)
    case 'operator':
      return admitOperator(options, request)
  }
}

async function admitOperator(
  options: AuthenticateOptions,
  request: FastifyRequest,
): Promise<Denial | null> {
  const token = readBearer(request)
  if (token !== null) {
    return admitToken(options, request, () => {
      const { operatorToken } = options
      if (operatorToken === undefined) return NO_SESSION
      if (!isSameHash(hashSecret(token), hashSecret(operatorToken))) return NO_SESSION
      request.actor = 'operator-token'
      return null
    })
  }
  const secret = readCookie(request)
  if (secret === undefined) return NO_SESSION
  const session = await findSession(options.sessions, secret)
  if (session === 'unknown') return LEDGER_SILENT
  if (session === null) return NO_SESSION
  request.session = session
  request.actor = session.operator
  return checkCookieSender(request)
}

/** A ledger that does not answer, or that failed, has not said that nobody is logged in. */
async function findSession(
  sessions: Sessions,
  secret: string,
): Promise<ConsoleSession | null | 'unknown'> {
  try {
    return await sessions.find(secret)
  } catch (error) {
    if (error instanceof NoReply || error instanceof Fault) return 'unknown'
    throw error
  }
}

/** A cookie comes along whoever makes the browser ask: another page on this machine too, because ports share cookies. */
function checkCookieSender(request: FastifyRequest): Denial | null {
  if (!isMutation(request.method)) return checkSender(request)
  const isOwnPage = request.headers.origin === request.ownOrigin
  return isOwnPage && request.headers['x-surefoot'] === '1' ? null : FOREIGN_ORIGIN
}

/** What a browser says of the page that asks, where it says it, must be ours. */
function checkSender({ headers, ownOrigin: own }: FastifyRequest): Denial | null {
  const site = headers['sec-fetch-site']
  const isForeign =
    (headers.origin !== undefined && headers.origin !== own) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  return isForeign ? FOREIGN_ORIGIN : null
}

function admitBrowser(options: AuthenticateOptions, request: FastifyRequest): Denial | null {
  const { origin } = request.headers
  const isExtension = origin === `chrome-extension://${options.extensionId}`
  if (!isExtension && (origin !== undefined || isMutation(request.method))) return NOT_THE_EXTENSION
  const token = readBearer(request)
  if (token === null) return UNKNOWN_MARK_TOKEN
  return admitToken(options, request, () => {
    const browser = findBrowser(token, options.browsers.list())
    if (!browser) return UNKNOWN_MARK_TOKEN
    request.browser = browser
    return null
  })
}

/** Lets a token in as `check` decides. After many wrong ones of a peer none of it is read, a right one neither. */
function admitToken(
  { guesses }: AuthenticateOptions,
  request: FastifyRequest,
  check: () => Denial | null,
): Denial | null {
  const waitSeconds = guesses.waitSeconds(request.ip)
  if (waitSeconds > 0) return tooManyGuesses(waitSeconds)
  const denial = check()
  if (denial !== null) guesses.note(request.ip, readBearer(request) ?? '')
  return denial
}

function readBearer({ headers }: FastifyRequest): string | null {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? null
}
