import type { Bus } from '@surefoot/shared/bus'
import { ledgerChain, ledgerJournal } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { CHAIN_WITHIN_MS, READ_WITHIN_MS } from '../deadlines.ts'
import { problems } from '../problem.ts'
import { rowLimit } from './row-limit.ts'

export interface JournalRouteOptions {
  readonly bus: Bus
  readonly deskId: string
}

const page = z.strictObject({ limit: rowLimit.default(100) })
const chainPage = page.extend({ executionId: z.uuid().optional() })

/** What happened: transitions, log entries, and the audit chain with its verdict. */
export const journalRoutes: FastifyPluginCallbackZod<JournalRouteOptions> = (
  app,
  { bus, deskId },
  done,
) => {
  app.get(
    '/api/journal',
    { schema: { querystring: page, response: { 200: ledgerJournal.reply, ...problems } } },
    async (request, reply) => {
      const within = { deadlineMs: READ_WITHIN_MS }
      const answer = await bus.request(ledgerJournal, { deskId, ...request.query }, within)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  app.get(
    '/api/chain',
    { schema: { querystring: chainPage, response: { 200: ledgerChain.reply, ...problems } } },
    async (request, reply) => {
      const within = { deadlineMs: CHAIN_WITHIN_MS }
      const answer = await bus.request(ledgerChain, request.query, within)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  done()
}
