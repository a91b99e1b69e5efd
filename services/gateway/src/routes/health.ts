import type { Health } from '@surefoot/shared/runtime'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'

export interface HealthRouteOptions {
  readonly health: Health
}

const ready = z.object({ status: z.enum(['ok', 'unavailable']), missing: z.array(z.string()) })

/** Whether the process lives, and whether it can work (a halted desk can). Metrics show money: they are on the health port alone. */
export const healthRoutes: FastifyPluginCallbackZod<HealthRouteOptions> = (app, options, done) => {
  app.get(
    '/livez',
    { schema: { response: { 200: z.object({ status: z.literal('ok') }) } } },
    () => ({
      status: 'ok' as const,
    }),
  )
  app.get(
    '/readyz',
    { schema: { response: { 200: ready, 503: ready } } },
    async (_request, reply) => {
      const missing = options.health.missing()
      return missing.length === 0
        ? reply.send({ status: 'ok', missing })
        : reply.code(503).send({ status: 'unavailable', missing })
    },
  )
  done()
}
