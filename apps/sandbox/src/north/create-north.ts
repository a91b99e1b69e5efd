import websocket from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import type { Bookmaker } from '../house/bookmaker.ts'
import { createHouseServer, type HouseOptions } from '../web/server.ts'
import { createSession } from '../web/session.ts'
import { serveAccount } from './account-routes.ts'
import { servePages } from './page-routes.ts'
import { servePlacing } from './place-routes.ts'
import { serveStream } from './stream.ts'

/** North: decimal odds, names in full, a WebSocket, a slip in the page, an answer at once. */
export async function createNorth(
  house: Bookmaker,
  options: HouseOptions,
): Promise<FastifyInstance> {
  const server = await createHouseServer('north', options.keepsConnections)
  await server.register(websocket)
  const session = createSession('north_session', house.accounts)
  serveStream(server, house.board)
  servePlacing(server, house, session)
  serveAccount(server, house, session)
  servePages(server, { house, session, isPageChanged: options.isPageChanged })
  return server
}
