import { refusedRow } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { liveOpportunity, type LiveOpportunities } from '../live-opportunities.ts'
import type { LiveRefusals } from '../live-refusals.ts'
import { problems } from '../problem.ts'

export interface OpportunityRouteOptions {
  readonly opportunities: LiveOpportunities
  readonly refusals: LiveRefusals
}

const list = z.object({ opportunities: z.array(liveOpportunity) })

const refused = z.object({ refused: z.array(refusedRow) })

/** The opportunities that live now, best first, and what the scanner's rails refuse. */
export const opportunityRoutes: FastifyPluginCallbackZod<OpportunityRouteOptions> = (
  app,
  { opportunities, refusals },
  done,
) => {
  app.get('/api/opportunities', { schema: { response: { 200: list, ...problems } } }, () => ({
    opportunities: opportunities.list(),
  }))
  app.get(
    '/api/opportunities/refused',
    { schema: { response: { 200: refused, ...problems } } },
    () => ({
      refused: [...refusals.rows()],
    }),
  )
  done()
}
