import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { LiveDesk } from '../live-desk.ts'
import { listNeeds } from '../needs/list-needs.ts'
import type { LiveNeeds } from '../needs/live-needs.ts'
import { need } from '../needs/need.ts'
import { problems } from '../problem.ts'

export interface NeedRouteOptions {
  readonly liveDesk: LiveDesk
  readonly needs: LiveNeeds
}

/** What waits for a person, most money at risk first. */
export const needRoutes: FastifyPluginCallbackZod<NeedRouteOptions> = (
  app,
  { liveDesk, needs },
  done,
) => {
  app.get(
    '/api/needs-you',
    { schema: { response: { 200: z.object({ needs: z.array(need) }), ...problems } } },
    async (_request, reply) => {
      const reading = await liveDesk.read()
      if (!reading.ok) return reply.refused(reading)
      return { needs: listNeeds(await needs.read(), reading.desk) }
    },
  )
  done()
}
