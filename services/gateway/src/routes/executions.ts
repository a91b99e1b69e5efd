import {
  deskExecute,
  executionRecord,
  finalStatus,
  instant,
  ledgerExecution,
  ledgerExecutions,
  ledgerImported,
  money,
  type Bus,
} from '@surefoot/shared'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS, READ_WITHIN_MS } from '../deadlines.ts'
import { problems } from '../problem.ts'
import { rowLimit } from './row-limit.ts'

export interface ExecutionRouteOptions {
  readonly bus: Bus
  readonly deskId: string
}

/** The header names the execution, so that asking twice is asking once. */
const idempotency = z.looseObject({ 'idempotency-key': z.uuid() })
const order = z.strictObject({
  opportunityId: z.string().min(1).max(200),
  stake: money.optional(),
})
const filter = z.strictObject({
  limit: rowLimit.default(50),
  before: instant.optional(),
  finalStatus: finalStatus.optional(),
})

const importedPage = z.strictObject({
  limit: rowLimit.default(50),
  skip: z.coerce.number().int().min(0).default(0),
})

/** Take an opportunity; see what became of those taken, and of those that an earlier engine took. */
export const executionRoutes: FastifyPluginCallbackZod<ExecutionRouteOptions> = (
  app,
  { bus, deskId },
  done,
) => {
  app.post(
    '/api/executions',
    {
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
  app.get(
    '/api/executions',
    { schema: { querystring: filter, response: { 200: ledgerExecutions.reply, ...problems } } },
    async (request, reply) => {
      const within = { deadlineMs: READ_WITHIN_MS }
      const answer = await bus.request(ledgerExecutions, { deskId, ...request.query }, within)
      return answer.ok ? { executions: answer.executions } : reply.refused(answer)
    },
  )
  app.get(
    '/api/imported',
    { schema: { querystring: importedPage, response: { 200: ledgerImported.reply, ...problems } } },
    async (request, reply) => {
      const within = { deadlineMs: READ_WITHIN_MS }
      const answer = await bus.request(ledgerImported, { deskId, ...request.query }, within)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  app.get(
    '/api/executions/:id',
    {
      schema: {
        params: z.object({ id: z.uuid() }),
        response: { 200: executionRecord, ...problems },
      },
    },
    async (request, reply) => {
      const within = { deadlineMs: READ_WITHIN_MS }
      const answer = await bus.request(ledgerExecution, { executionId: request.params.id }, within)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  done()
}
