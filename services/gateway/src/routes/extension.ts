import type { Bus } from '@surefoot/shared/bus'
import {
  accountScope,
  accountState,
  origin,
  providerId,
  providerMarked,
} from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { askMark } from '../ask-mark.ts'
import { browserOf } from '../auth/authenticate.ts'
import type { LiveDesk } from '../live-desk.ts'
import { problems } from '../problem.ts'

export interface ExtensionRouteOptions {
  readonly bus: Bus
  readonly liveDesk: LiveDesk
  readonly extensionId: string
}

const mark = z.strictObject({ origin: origin.max(300) })
const status = z.object({
  ...accountScope,
  state: accountState,
  providerId: providerId.nullable(),
  streamAgeMs: z.number().int().nonnegative().nullable(),
})

/** What the extension of one of the desk's browsers may ask: mark, and how its account stands. The token names the account. */
export const extensionRoutes: FastifyPluginCallbackZod<ExtensionRouteOptions> = (
  app,
  { bus, liveDesk, extensionId },
  done,
) => {
  answerCrossOrigin(app, `chrome-extension://${extensionId}`)
  app.post(
    '/api/extension/mark',
    { schema: { body: mark, response: { 200: providerMarked.reply, ...problems } } },
    async (request, reply) => {
      const answer = await askMark(bus, browserOf(request), request.body.origin)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  app.get(
    '/api/extension/status',
    { schema: { response: { 200: status, ...problems } } },
    async (request, reply) => {
      const { deskId, account } = browserOf(request)
      const reading = await liveDesk.read()
      if (!reading.ok) return reply.refused(reading)
      const { state, providerId: of, browser } = reading.desk.accounts[account]
      return { deskId, account, state, providerId: of, streamAgeMs: browser?.streamAgeMs ?? null }
    },
  )
  done()
}

type App = Parameters<FastifyPluginCallbackZod>[0]

/** The extension calls from its own origin: a browser that asks first whether it may is told yes, and any other no. */
function answerCrossOrigin(app: App, extensionOrigin: string): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('vary', 'Origin')
    if (request.headers.origin === extensionOrigin)
      reply.header('access-control-allow-origin', extensionOrigin)
  })
  app.options('/api/extension/:act', { schema: { hide: true } }, (request, reply) => {
    if (request.headers.origin !== extensionOrigin)
      return reply.problem(403, {
        code: 'ORIGIN_NOT_ALLOWED',
        detail: 'Only the Surefoot extension may ask this. Is ALLOWED_EXTENSION_ID its id?',
      })
    return reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'authorization, content-type')
      .code(204)
      .send()
  })
}
