import type { Bus } from '@surefoot/shared/bus'
import { executionRecord, ledgerExecutions, ledgerImported } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { READ_WITHIN_MS } from '../deadlines.ts'
import { openPages } from '../export/read-pages.ts'
import { writeCsv } from '../export/write-csv.ts'
import { writeJson } from '../export/write-json.ts'
import { findOwnExecution } from '../own-execution.ts'
import { problems } from '../problem.ts'
import { executionExport, executionPage } from './execution-query.ts'
import { rowLimit } from './row-limit.ts'

export interface HistoryRouteOptions {
  readonly bus: Bus
  readonly deskId: string
}

const importedPage = z.strictObject({
  limit: rowLimit.default(50),
  skip: z.coerce.number().int().min(0).default(0),
})

const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', write: writeCsv },
  json: { type: 'application/json; charset=utf-8', write: writeJson },
} as const
/** As many as the ledger gives at once. */
const EXPORT_PAGE = 500
const WITHIN = { deadlineMs: READ_WITHIN_MS }

/** What became of the executions that were taken, and of those that an earlier engine took. */
export const historyRoutes: FastifyPluginCallbackZod<HistoryRouteOptions> = (
  app,
  { bus, deskId },
  done,
) => {
  app.get(
    '/api/executions',
    {
      schema: {
        querystring: executionPage,
        response: { 200: ledgerExecutions.reply, ...problems },
      },
    },
    async (request, reply) => {
      const answer = await bus.request(ledgerExecutions, { deskId, ...request.query }, WITHIN)
      if (!answer.ok) return reply.refused(answer)
      return { executions: answer.executions, next: answer.next }
    },
  )
  app.get(
    '/api/executions/export',
    { schema: { querystring: executionExport } },
    async (request, reply) => {
      const { format, ...filter } = request.query
      const opened = await openPages((place) =>
        bus.request(ledgerExecutions, { deskId, ...filter, limit: EXPORT_PAGE, ...place }, WITHIN),
      )
      if (!opened.ok) return reply.refused(opened)
      const { type, write } = FORMATS[format]
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="surefoot-executions.${format}"`)
        .send(Readable.from(write(opened.pages)))
    },
  )
  app.get(
    '/api/imported',
    { schema: { querystring: importedPage, response: { 200: ledgerImported.reply, ...problems } } },
    async (request, reply) => {
      const answer = await bus.request(ledgerImported, { deskId, ...request.query }, WITHIN)
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
      const found = await findOwnExecution({ bus, deskId }, request.params.id)
      return found.ok ? found.record : reply.refused(found)
    },
  )
  done()
}
