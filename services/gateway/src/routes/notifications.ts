import type { Bus } from '@surefoot/shared/bus'
import {
  ALERT_ROWS,
  alertChannel,
  ledgerAlertAcknowledge,
  ledgerAlerts,
  ledgerDeliveries,
  notifyChannels,
  notifyTest,
} from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS, READ_WITHIN_MS } from '../deadlines.ts'
import { problems } from '../problem.ts'
import { rowLimit } from './row-limit.ts'

export interface NotificationRouteOptions {
  readonly bus: Bus
  readonly deskId: string
}

const page = z.strictObject({ limit: rowLimit.default(100) })
const within = { deadlineMs: READ_WITHIN_MS }
const withinAct = { deadlineMs: ACT_WITHIN_MS }

/** What was sent outside of the console, by which channels, and who acknowledged it. */
export const notificationRoutes: FastifyPluginCallbackZod<NotificationRouteOptions> = (
  app,
  { bus, deskId },
  done,
) => {
  app.get(
    '/api/alerts',
    { schema: { querystring: page, response: { 200: ledgerAlerts.reply, ...problems } } },
    async (request, reply) => {
      const answer = await bus.request(ledgerAlerts, { deskId, ...request.query }, within)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  app.post(
    '/api/alerts/acknowledge',
    {
      schema: {
        body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(ALERT_ROWS) }),
        response: { 200: ledgerAlertAcknowledge.reply, ...problems },
      },
    },
    async ({ body, actor: by }, reply) => {
      const answer = await bus.request(ledgerAlertAcknowledge, { deskId, ...body, by }, withinAct)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  app.get(
    '/api/deliveries',
    { schema: { querystring: page, response: { 200: ledgerDeliveries.reply, ...problems } } },
    async (request, reply) => {
      const answer = await bus.request(ledgerDeliveries, { deskId, ...request.query }, within)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  app.get(
    '/api/channels',
    { schema: { response: { 200: notifyChannels.reply, ...problems } } },
    async (_request, reply) => {
      const answer = await bus.request(notifyChannels, { deskId }, within)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  app.post(
    '/api/channels/:channel/test',
    {
      schema: {
        params: z.object({ channel: alertChannel }),
        body: z.strictObject({}).nullish(),
        response: { 200: notifyTest.reply, ...problems },
      },
    },
    async ({ actor, params }, reply) => {
      const answer = await bus.request(notifyTest, { deskId, ...params, actor }, withinAct)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  done()
}
