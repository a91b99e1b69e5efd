import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { healthReport } from '../health/health-view.ts'
import type { LiveHealth } from '../health/live-health.ts'

export interface DeskHealthRouteOptions {
  readonly liveHealth: LiveHealth
}

/** How every server, service, browser and stream of the desk is, by what this gateway has received. Asks nobody. */
export const deskHealthRoutes: FastifyPluginCallbackZod<DeskHealthRouteOptions> = (
  app,
  { liveHealth },
  done,
) => {
  app.get('/api/health', { schema: { response: { 200: healthReport } } }, () => liveHealth.report())
  done()
}
