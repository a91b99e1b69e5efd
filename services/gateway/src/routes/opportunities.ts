import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { liveOpportunity, type LiveOpportunities } from '../live-opportunities.ts'
import { problems } from '../problem.ts'

export interface OpportunityRouteOptions {
  readonly opportunities: LiveOpportunities
}

const list = z.object({ opportunities: z.array(liveOpportunity) })

/** The opportunities that live now, best first. */
export const opportunityRoutes: FastifyPluginCallbackZod<OpportunityRouteOptions> = (
  app,
  { opportunities },
  done,
) => {
  app.get('/api/opportunities', { schema: { response: { 200: list, ...problems } } }, () => ({
    opportunities: opportunities.list(),
  }))
  done()
}
