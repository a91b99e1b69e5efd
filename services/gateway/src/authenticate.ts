import type { BrowserStatus } from '@surefoot/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { accessOf, isMutation } from './access.ts'
import type { LiveBrowsers } from './live-browsers.ts'
import { findBrowser } from './mark-tokens.ts'
import { ownOrigin } from './own-origin.ts'
import { hashSecret, isSameHash } from './secret.ts'
import type { Sessions } from './sessions.ts'

export const SESSION_COOKIE = 'surefoot_session'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who acts, for the ledger. */
    actor: string
    /** The browser whose extension asks; null on every route but the extension's. */
    browser: BrowserStatus | null
    /** The origin that the request's `Host` makes ours. */
    ownOrigin: string
  }
}

export interface AuthenticateOptions {
  readonly sessions: Sessions
  readonly browsers: LiveBrowsers
  readonly operatorToken?: string | undefined
  readonly extensionId: string
  readonly publicOrigin?: string | undefined
}

/** The browser whose extension asks, on the extension's routes. */
export function browserOf({ browser }: FastifyRequest): BrowserStatus {
  if (!browser) throw new Error('only a route of the extension knows a browser')
  return browser
}

interface Denial {
  readonly status: number
  readonly code: string
  readonly detail: string
}

/** The first hook of every request, of routes that do not exist too: who is it, and may they. */
export function createAuthenticate(options: AuthenticateOptions) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    const denial = authenticate(options, request)
    return denial ? reply.problem(denial.status, denial) : undefined
  }
}

function authenticate(options: AuthenticateOptions, request: FastifyRequest): Denial | null {
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

function admitOperator(options: AuthenticateOptions, request: FastifyRequest): Denial | null {
  const token = readBearer(request)
  if (token !== null) {
    const { operatorToken } = options
    if (operatorToken === undefined) return NO_SESSION
    if (!isSameHash(hashSecret(token), hashSecret(operatorToken))) return NO_SESSION
    request.actor = 'operator-token'
    return null
  }
  const reference = request.cookies[SESSION_COOKIE]
  if (reference === undefined || !options.sessions.touch(reference)) return NO_SESSION
  request.actor = 'operator'
  return checkCookieSender(request)
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
  const browser = findBrowser(readBearer(request) ?? '', options.browsers.list())
  if (!browser) return UNKNOWN_MARK_TOKEN
  request.browser = browser
  return null
}

function readBearer({ headers }: FastifyRequest): string | null {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? null
}

const FOREIGN_HOST: Denial = {
  status: 421,
  code: 'HOST_NOT_ALLOWED',
  detail: 'This address is not ours. Use http://127.0.0.1, or set PUBLIC_ORIGIN for a proxy.',
}
const NO_SESSION: Denial = {
  status: 401,
  code: 'NOT_LOGGED_IN',
  detail: 'Open the console by the link that the gateway printed when it started.',
}
const FOREIGN_ORIGIN: Denial = {
  status: 403,
  code: 'ORIGIN_NOT_ALLOWED',
  detail: 'Only the console itself may do this: another page asked, or X-Surefoot: 1 is missing.',
}
const NOT_THE_EXTENSION: Denial = {
  status: 403,
  code: 'ORIGIN_NOT_ALLOWED',
  detail: 'Only the Surefoot extension may ask this. Is ALLOWED_EXTENSION_ID its id?',
}
const UNKNOWN_MARK_TOKEN: Denial = {
  status: 401,
  code: 'MARK_TOKEN_UNKNOWN',
  detail: 'No open browser of this desk has this token. Switch the account off and on again.',
}
