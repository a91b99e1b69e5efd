import type { Bus } from '@surefoot/shared/bus'
import { deskExecute, money, shownOpportunity } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS } from '../deadlines.ts'
import { createBindKey, idempotency } from '../idempotency.ts'
import { problems } from '../problem.ts'

export interface ExecutionRouteOptions {
  readonly bus: Bus
  readonly deskId: string
}

const order = z.strictObject({
  opportunityId: z.string().min(1).max(200),
  shown: shownOpportunity.optional(),
  stake: money.optional(),
})
/** Take an opportunity. The key of the request names the execution, so that asking twice is asking once. */
export const executionRoutes: FastifyPluginCallbackZod<ExecutionRouteOptions> = (
  app,
  { bus, deskId },
  done,
) => {
  app.post(
    '/api/executions',
    {
      preHandler: createBindKey({ bus, deskId }),
      schema: {
        headers: idempotency,
        body: order,
        response: { 202: deskExecute.reply, ...problems },
      },
    },
    async (request, reply) => {
      const { headers, body, actor } = request
      const executionId = headers['idempotency-key']
      const answer = await bus.request(
        deskExecute,
        { deskId, executionId, ...body, actor },
        { deadlineMs: ACT_WITHIN_MS },
      )
      if (!answer.ok) return reply.refused(answer)
      return reply.code(202).send({ executionId: answer.executionId })
    },
  )
  done()
}
