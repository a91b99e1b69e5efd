import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { SESSION_COOKIE } from '../authenticate.ts'
import { problems } from '../problem.ts'
import { SESSION_LIVES_MS, type Sessions } from '../sessions.ts'

export interface SessionRouteOptions {
  readonly sessions: Sessions
}

const nothing = z.undefined().describe('Done.')

/** Log in with the one-time link, ask who is logged in, log out. */
export const sessionRoutes: FastifyPluginCallbackZod<SessionRouteOptions> = (
  app,
  { sessions },
  done,
) => {
  app.post(
    '/api/session',
    {
      schema: {
        body: z.strictObject({ link: z.string().min(1).max(200) }),
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      const reference = sessions.open(request.body.link)
      if (reference === null)
        return reply.problem(401, {
          code: 'LINK_INVALID',
          detail: 'The link is wrong or was used. Restart the gateway for a new one.',
        })
      return reply
        .setCookie(SESSION_COOKIE, reference, {
          path: '/',
          httpOnly: true,
          sameSite: 'strict',
          secure: request.ownOrigin.startsWith('https:'),
          maxAge: SESSION_LIVES_MS / 1000,
        })
        .code(204)
        .send()
    },
  )
  app.get(
    '/api/session',
    { schema: { response: { 200: z.object({ role: z.literal('admin') }), ...problems } } },
    () => ({ role: 'admin' as const }),
  )
  app.delete(
    '/api/session',
    { schema: { response: { 204: nothing, ...problems } } },
    async (request, reply) => {
      const reference = request.cookies[SESSION_COOKIE]
      if (reference !== undefined) sessions.close(reference)
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send()
    },
  )
  done()
}
