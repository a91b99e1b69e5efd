import type { Bus, Health, Logger } from '@surefoot/shared'
import type { FastifyInstance } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createApp } from './app.ts'
import type { GatewayConfig } from './config.ts'
import { createEventFeed } from './event-feed.ts'
import { followDesk } from './follow-desk.ts'
import { followOpportunities } from './follow-opportunities.ts'
import { createLiveBrowsers } from './live-browsers.ts'
import { openLiveDesk } from './live-desk.ts'
import { createLiveOpportunities } from './live-opportunities.ts'
import { openLiveNeeds } from './needs/live-needs.ts'
import { observeDesk } from './observe-desk.ts'
import { createPacer } from './pacer.ts'
import { createSessions } from './sessions.ts'
import { shareSessions, type SharedSessions } from './share-sessions.ts'

export interface GatewayDependencies {
  readonly config: GatewayConfig
  readonly bus: Bus
  readonly logger: Logger
  readonly health: Health
  /** The one-time token of the first login. */
  readonly linkToken: string
  readonly onScrape: (request: IncomingMessage, response: ServerResponse) => void
  readonly now: () => number
}

export interface Gateway extends AsyncDisposable {
  readonly app: FastifyInstance
}

/** At most five desks a second. */
const DESK_EVERY_MS = 200

/** The live view and the HTTP interface over it, not yet listening. */
export async function openGateway(dependencies: GatewayDependencies): Promise<Gateway> {
  const { config, health, linkToken, now } = dependencies
  await using stack = new AsyncDisposableStack()
  let shared: SharedSessions | undefined
  const sessions = createSessions({ linkToken, now, onChanged: () => shared?.tell() })
  const live = stack.use(openLive(dependencies))
  const { browsers, feed, liveDesk, needs, opportunities, tellShown } = live
  shared = stack.use(
    await shareSessions({ bus: dependencies.bus, deskId: config.DESK_ID, sessions }),
  )
  const following = { bus: dependencies.bus, deskId: config.DESK_ID, feed }
  await followDesk({
    ...following,
    browsers,
    onLedgerChanged: () => {
      liveDesk.refresh()
      needs.refresh()
    },
    onControlled: needs.controlled,
    onBrowserHeard: tellShown,
  })
  stack.use(await followOpportunities({ ...following, opportunities, onListChanged: tellShown }))
  health.readiness('ledger', () => liveDesk.peek() !== null)
  stack.use(observeDesk({ liveDesk, needs }))
  const app = createApp({ ...dependencies, ...live, sessions })
  stack.defer(() => app.close())
  await app.ready()
  const owned = stack.move()
  return { app, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** What is known of the desk now, and the events that tell it. */
function openLive({ bus, config, logger, now }: GatewayDependencies) {
  using stack = new DisposableStack()
  const deskId = config.DESK_ID
  const browsers = createLiveBrowsers(now)
  const opportunities = createLiveOpportunities(now)
  const feed = createEventFeed()
  const pacer = createPacer(() => {
    const desk = liveDesk.peek()
    if (desk) feed.show('desk', desk)
  }, DESK_EVERY_MS)
  stack.defer(pacer.stop)
  const tellShown = (): void => pacer.offer('desk', null)
  const limits = { perMatch: config.MAX_EXPOSURE_PER_MATCH, total: config.MAX_TOTAL_EXPOSURE }
  const reading = { bus, logger, deskId, now, onRefreshed: tellShown }
  const needs = stack.use(openLiveNeeds(reading))
  const liveDesk = stack.use(openLiveDesk({ ...reading, limits, browsers, opportunities, needs }))
  const owned = stack.move()
  const close = (): void => owned.dispose()
  return { browsers, feed, liveDesk, needs, opportunities, tellShown, [Symbol.dispose]: close }
}
