import type { FastifyReply, FastifyRequest } from 'fastify'

/** At most as long as the ledger lets a session live: seven days. The ledger decides, not the browser. */
const KEEPS_S = 7 * 24 * 3600

/** A browser shares its cookies among all ports of a host: the port in the name keeps two consoles apart. */
function nameOf(ownOrigin: string): string {
  const { port, protocol } = new URL(ownOrigin)
  return `surefoot_session_${port || (protocol === 'https:' ? '443' : '80')}`
}

/** The secret of the session that the browser holds; undefined if it holds none, or what cannot be one. */
export function readCookie({ cookies, ownOrigin }: FastifyRequest): string | undefined {
  const value = cookies[nameOf(ownOrigin)]
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
}

export function giveCookie(request: FastifyRequest, reply: FastifyReply, secret: string): void {
  reply.setCookie(nameOf(request.ownOrigin), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.ownOrigin.startsWith('https:'),
    maxAge: KEEPS_S,
  })
}

export function takeCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameOf(request.ownOrigin), { path: '/' })
}
