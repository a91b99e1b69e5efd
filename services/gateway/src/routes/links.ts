import { instant, operatorName } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Links } from '../auth/links.ts'
import { problems } from '../problem.ts'

export interface LinkRouteOptions {
  readonly links: Links
  readonly publicOrigin?: string | undefined
}

const made = z.object({
  url: z.string().describe('Opens the console in one browser, once.'),
  operator: z.string(),
  expiresAt: instant,
  livesMs: z.number().int(),
})

/** Make a one-time link for another browser, or another person. */
export const linkRoutes: FastifyPluginCallbackZod<LinkRouteOptions> = (
  app,
  { links, publicOrigin },
  done,
) => {
  app.post(
    '/api/links',
    {
      schema: {
        body: z.strictObject({ operator: operatorName.optional() }),
        response: { 201: made, ...problems },
      },
    },
    async (request, reply) => {
      const operator = request.body.operator ?? request.session?.operator ?? 'operator'
      const { secret, ...until } = await links.make(operator, request.actor)
      const url = `${publicOrigin ?? request.ownOrigin}/#link=${secret}`
      return reply.code(201).send({ url, operator, ...until })
    },
  )
  done()
}
