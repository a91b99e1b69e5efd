import { account, accountToggle, control, deskControl, type Bus } from '@surefoot/shared'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ACT_WITHIN_MS } from '../deadlines.ts'
import { desk } from '../desk-view.ts'
import type { LiveDesk } from '../live-desk.ts'
import { problems } from '../problem.ts'

export interface DeskRouteOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly liveDesk: LiveDesk
}

const controlChange = z
  .strictObject(control.partial().shape)
  .refine((change) => Object.keys(change).length > 0, 'name what to change: trading, mode or venue')

/** The desk, its accounts' switches, and how it trades. */
export const deskRoutes: FastifyPluginCallbackZod<DeskRouteOptions> = (app, options, done) => {
  const { bus, deskId, liveDesk } = options
  app.get(
    '/api/desk',
    { schema: { response: { 200: desk, ...problems } } },
    async (_request, reply) => {
      const reading = await liveDesk.read()
      return reading.ok ? reading.desk : reply.refused(reading)
    },
  )
  app.post(
    '/api/accounts/:account/toggle',
    {
      schema: {
        params: z.object({ account }),
        body: z.strictObject({ on: z.boolean(), url: z.string().max(2000).optional() }),
        response: { 200: accountToggle.reply, ...problems },
      },
    },
    async (request, reply) => {
      const { params, body, actor } = request
      const answer = await bus.request(
        accountToggle,
        { deskId, account: params.account, ...body, actor },
        { deadlineMs: ACT_WITHIN_MS },
      )
      return answer.ok ? { state: answer.state } : reply.refused(answer)
    },
  )
  app.post(
    '/api/desk/control',
    { schema: { body: controlChange, response: { 200: deskControl.reply, ...problems } } },
    async (request, reply) => {
      const { body: change, actor } = request
      const within = { deadlineMs: ACT_WITHIN_MS }
      const answer = await bus.request(deskControl, { deskId, change, actor }, within)
      return answer.ok ? { control: answer.control } : reply.refused(answer)
    },
  )
  done()
}
