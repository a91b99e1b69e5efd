import type { Bus } from '@surefoot/shared/bus'
import {
  ledgerLimitForget,
  ledgerLimits,
  learntLimit,
  legId,
  readLimits,
} from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS, READ_WITHIN_MS } from '../deadlines.ts'
import { problems } from '../problem.ts'

export interface LimitRouteOptions {
  readonly bus: Bus
  readonly deskId: string
}

const list = z.object({ limits: z.array(learntLimit) })

/** What the providers accepted of larger stakes: it bounds the next ones, until an operator forgets it. */
export const limitRoutes: FastifyPluginCallbackZod<LimitRouteOptions> = (
  app,
  { bus, deskId },
  done,
) => {
  app.get(
    '/api/limits',
    { schema: { response: { 200: list, ...problems } } },
    async (_request, reply) => {
      const within = { deadlineMs: READ_WITHIN_MS }
      const answer = await readLimits((ask) => bus.request(ledgerLimits, ask, within), deskId)
      return answer.ok ? { limits: answer.limits } : reply.refused(answer)
    },
  )
  app.post(
    '/api/limits/:legId/forget',
    {
      schema: {
        params: z.object({ legId }),
        body: z.strictObject({}).nullish(),
        response: { 200: ledgerLimitForget.reply, ...problems },
      },
    },
    async ({ params, actor: by }, reply) => {
      const ask = { deskId, legId: params.legId, by }
      const answer = await bus.request(ledgerLimitForget, ask, { deadlineMs: ACT_WITHIN_MS })
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  done()
}
