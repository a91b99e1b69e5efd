import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Accounts } from '../house/accounts.ts'

const userName = z.string().trim().min(1).max(40)

/** A house's cookie session. Both houses share the host 127.0.0.1 and so must name their cookies differently. */
export function createSession(cookie: string, accounts: Accounts) {
  return {
    userOf: (request: FastifyRequest): string | null => accounts.userOf(request.cookies[cookie]),

    /** @returns false if name or password will not do */
    open(reply: FastifyReply, user: unknown, password: unknown): boolean {
      const name = userName.safeParse(user)
      const token =
        name.success && typeof password === 'string' ? accounts.logIn(name.data, password) : null
      if (token === null) return false
      reply.setCookie(cookie, token, { path: '/', httpOnly: true, sameSite: 'lax' })
      return true
    },

    close(request: FastifyRequest, reply: FastifyReply): void {
      const token = request.cookies[cookie]
      if (token !== undefined) accounts.logOut(token)
      reply.clearCookie(cookie, { path: '/' })
    },
  }
}

export type Session = ReturnType<typeof createSession>
