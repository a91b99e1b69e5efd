import { Fault, NoReply } from '@surefoot/shared/bus'
import { sessionRole } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { NEW_LINK } from '../auth/denial.ts'
import type { Links } from '../auth/links.ts'
import { giveCookie, takeCookie } from '../auth/session-cookie.ts'
import { hashSecret } from '../auth/secret.ts'
import type { Login, Sessions, Visitor } from '../auth/sessions.ts'
import { problems } from '../problem.ts'

export interface SessionRouteOptions {
  readonly sessions: Sessions
  readonly links: Links
  readonly deskId: string
}

/** A link is opened once; whoever sends it again and again, from however many addresses, gets nothing by it. */
const LOGINS_A_LINK = { max: 10, timeWindow: 60_000 }

const oneLink = z.strictObject({ link: z.string().min(1).max(200) })
const nothing = z.undefined().describe('Done.')
/** Who is logged in; `sessionId` is null for a program. */
const who = z.object({
  operator: z.string(),
  role: sessionRole,
  deskId: z.string(),
  sessionId: z.uuid().nullable(),
})

/** Log in with a one-time link, ask who is logged in, log out. */
export const sessionRoutes: FastifyPluginCallbackZod<SessionRouteOptions> = (
  app,
  { sessions, links, deskId },
  done,
) => {
  const limitLink = app.createRateLimit({
    ...LOGINS_A_LINK,
    keyGenerator: ({ body }) => `link ${hashSecret(oneLink.parse(body).link)}`,
  })
  app.post(
    '/api/session',
    { schema: { body: oneLink, response: { 204: nothing, ...problems } } },
    async (request, reply) => {
      const limit = await limitLink(request)
      if (!limit.isAllowed && limit.isExceeded)
        return reply.problem(429, {
          code: 'TOO_MANY_REQUESTS',
          detail: `This link was sent too often. Try again in ${limit.ttlInSeconds} s.`,
        })
      const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300)
      const visitor = { userAgent, peer: request.ip }
      const login = await logIn({ sessions, links }, request.body.link, visitor)
      if (login === null) return reply.problem(503, LINK_NOT_CHECKED)
      if (!login.ok)
        return reply.problem(401, { code: login.code, detail: `${login.message} ${NEW_LINK}` })
      giveCookie(request, reply, login.secret)
      return reply.code(204).send()
    },
  )
  app.get('/api/session', { schema: { response: { 200: who, ...problems } } }, (request) => ({
    operator: request.actor,
    role: 'operator' as const,
    deskId,
    sessionId: request.session?.sessionId ?? null,
  }))
  app.delete(
    '/api/session',
    { schema: { response: { 204: nothing, ...problems } } },
    async (request, reply) => {
      const { actor, session } = request
      if (session) await sessions.end({ only: session.sessionId }, actor)
      takeCookie(request, reply)
      return reply.code(204).send()
    },
  )
  done()
}

const LINK_NOT_CHECKED = {
  code: 'LEDGER_SILENT',
  detail: `The ledger does not reply, so the link could not be checked. Try again when audit and Postgres run. If it was used up meanwhile: ${NEW_LINK}`,
}

/** Null: the ledger did not answer. */
async function logIn(
  { sessions, links }: Pick<SessionRouteOptions, 'sessions' | 'links'>,
  link: string,
  visitor: Visitor,
): Promise<Login | null> {
  try {
    await links.registered()
    const login = await sessions.open(link, visitor)
    return login.ok || login.code.startsWith('LINK_') ? login : null
  } catch (error) {
    if (error instanceof NoReply || error instanceof Fault) return null
    throw error
  }
}
