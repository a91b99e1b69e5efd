import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { LiveHealth } from '../health/live-health.ts'
import type { LiveDesk } from '../live-desk.ts'
import { isLedgerDown, needsOfServers } from '../needs/health-needs.ts'
import { listNeeds } from '../needs/list-needs.ts'
import type { LiveNeeds } from '../needs/live-needs.ts'
import { need } from '../needs/need.ts'
import { problems } from '../problem.ts'

export interface NeedRouteOptions {
  readonly liveDesk: LiveDesk
  readonly needs: LiveNeeds
  readonly liveHealth: Pick<LiveHealth, 'parts'>
}

/** What waits for a person, most money at risk first. */
export const needRoutes: FastifyPluginCallbackZod<NeedRouteOptions> = (
  app,
  { liveDesk, liveHealth, needs },
  done,
) => {
  app.get(
    '/api/needs-you',
    { schema: { response: { 200: z.object({ needs: z.array(need) }), ...problems } } },
    async (_request, reply) => {
      const parts = liveHealth.parts()
      const isUnread = liveDesk.peek() === null || needs.peek() === null
      // What the ledger would list is not known; that it does not reply is.
      if (isUnread && isLedgerDown(parts)) return { needs: needsOfServers(parts) }
      const reading = await liveDesk.read()
      if (!reading.ok) return reply.refused(reading)
      return { needs: listNeeds(await needs.read(), reading.desk) }
    },
  )
  done()
}
