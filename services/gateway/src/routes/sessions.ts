import { consoleSession, refuse } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Sessions } from '../auth/sessions.ts'
import { problems } from '../problem.ts'

export interface SessionListRouteOptions {
  readonly sessions: Sessions
}

const listed = consoleSession.extend({ isThis: z.boolean().describe('Of the browser that asks.') })
const ended = z.object({ ended: z.array(z.uuid()) })

/** Who is logged in to this desk, and letting them out. */
export const sessionListRoutes: FastifyPluginCallbackZod<SessionListRouteOptions> = (
  app,
  { sessions },
  done,
) => {
  app.get(
    '/api/sessions',
    { schema: { response: { 200: z.object({ sessions: z.array(listed) }), ...problems } } },
    async ({ session }) => {
      const all = await sessions.list()
      const own = session?.sessionId
      return {
        sessions: all.map((each) => Object.assign(each, { isThis: each.sessionId === own })),
      }
    },
  )
  app.delete(
    '/api/sessions/:sessionId',
    {
      schema: {
        params: z.object({ sessionId: z.uuid() }),
        response: { 200: ended, ...problems },
      },
    },
    async ({ params, actor }, reply) => {
      const ids = await sessions.end({ only: params.sessionId }, actor)
      return ids.length > 0 ? { ended: ids } : reply.refused(OVER)
    },
  )
  app.delete(
    '/api/sessions',
    {
      schema: { description: 'All but the one that asks.', response: { 200: ended, ...problems } },
    },
    async ({ session, actor }) => ({
      ended: await sessions.end({ allBut: session?.sessionId ?? null }, actor),
    }),
  )
  done()
}

const OVER = refuse('SESSION_OVER', 'That session is over already, or never was.')
