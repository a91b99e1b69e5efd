import type { Bus } from '@surefoot/shared/bus'
import { account, browserActs, browserView } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS, READ_WITHIN_MS } from '../deadlines.ts'
import { problems } from '../problem.ts'

export interface BrowserRouteOptions {
  readonly bus: Bus
  readonly deskId: string
}

const params = z.object({ account })
const acts = z.strictObject(browserActs.body.pick({ acts: true }).shape)

/** An account's browser that has no window: see it, and act in it. What is typed goes through and stays nowhere. */
export const browserRoutes: FastifyPluginCallbackZod<BrowserRouteOptions> = (
  app,
  { bus, deskId },
  done,
) => {
  app.get(
    '/api/browsers/:account/view',
    { schema: { params, response: { 200: browserView.reply, ...problems } } },
    async (request, reply) => {
      const within = { deadlineMs: READ_WITHIN_MS }
      const answer = await bus.request(browserView, { deskId, ...request.params }, within)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  app.post(
    '/api/browsers/:account/act',
    {
      schema: {
        params,
        body: acts,
        response: { 204: z.undefined().describe('Done.'), ...problems },
      },
    },
    async (request, reply) => {
      const within = { deadlineMs: ACT_WITHIN_MS }
      const body = { deskId, ...request.params, ...request.body }
      const answer = await bus.request(browserActs, body, within)
      return answer.ok ? reply.code(204).send() : reply.refused(answer)
    },
  )
  done()
}
