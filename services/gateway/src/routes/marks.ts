import type { Bus } from '@surefoot/shared/bus'
import { account, origin, providerMarked } from '@surefoot/shared/messages'
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { askMark } from '../ask-mark.ts'
import type { LiveBrowsers } from '../live-browsers.ts'
import { problems } from '../problem.ts'

export interface MarkRouteOptions {
  readonly bus: Bus
  readonly browsers: LiveBrowsers
}

/**
 * The console's mark. It does what the extension's does, for the browser that is open for the account now: the operator
 * names the origin that was shown, so a page that has changed since is refused.
 */
export const markRoutes: FastifyPluginCallbackZod<MarkRouteOptions> = (
  app,
  { bus, browsers },
  done,
) => {
  app.post(
    '/api/accounts/:account/mark',
    {
      schema: {
        params: z.object({ account }),
        body: z.strictObject({ origin: origin.max(300) }),
        response: { 200: providerMarked.reply, ...problems },
      },
    },
    async (request, reply) => {
      const { account: name } = request.params
      const browser = browsers.list().find((each) => each.account === name && each.isUp)
      if (!browser)
        return reply.problem(409, {
          code: 'BROWSER_SILENT',
          detail: `No status comes from a browser of account ${name}. Switch the account on, or wait a moment, then mark.`,
        })
      const answer = await askMark(bus, browser, request.body.origin)
      return answer.ok ? answer : reply.refused(answer)
    },
  )
  done()
}
