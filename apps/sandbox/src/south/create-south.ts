import type { FastifyInstance } from 'fastify'
import type { Bookmaker } from '../house/bookmaker.ts'
import { createHouseServer, type HouseOptions } from '../web/server.ts'
import { createSession } from '../web/session.ts'
import { serveMy } from './my-routes.ts'
import { servePages } from './page-routes.ts'
import { serveSlip } from './slip-routes.ts'
import { serveStream } from './stream.ts'

/** South: fractional odds, short names, server-sent events, a slip in a shadow root, a live delay before the answer. */
export async function createSouth(
  house: Bookmaker,
  options: HouseOptions,
): Promise<FastifyInstance> {
  const server = await createHouseServer('south', options.keepsConnections)
  const session = createSession('south_session', house.accounts)
  serveStream(server, house.board)
  serveSlip(server, house, session)
  serveMy(server, house, session)
  servePages(server, { house, session, isPageChanged: options.isPageChanged })
  return server
}
