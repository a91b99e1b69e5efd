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
import { createPacer } from './pacer.ts'
import { createSessions } from './sessions.ts'

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
  const { bus, config, health, linkToken, logger, now } = dependencies
  await using stack = new AsyncDisposableStack()
  const deskId = config.DESK_ID
  const sessions = createSessions({ linkToken, now })
  const browsers = createLiveBrowsers(now)
  const opportunities = createLiveOpportunities(now)
  const feed = createEventFeed({ firstId: now() })
  const pacer = createPacer(() => {
    const desk = liveDesk.peek()
    if (desk) feed.show('desk', desk)
  }, DESK_EVERY_MS)
  stack.defer(pacer.stop)
  const onShownChanged = (): void => pacer.offer('desk', null)
  const limits = { perMatch: config.MAX_EXPOSURE_PER_MATCH, total: config.MAX_TOTAL_EXPOSURE }
  const liveDesk = stack.use(
    openLiveDesk({
      bus,
      logger,
      deskId,
      limits,
      browsers,
      opportunities,
      now,
      onRefreshed: onShownChanged,
    }),
  )
  await followDesk({
    bus,
    deskId,
    feed,
    browsers,
    onLedgerChanged: liveDesk.refresh,
    onBrowserHeard: onShownChanged,
  })
  stack.use(
    await followOpportunities({ bus, deskId, feed, opportunities, onListChanged: onShownChanged }),
  )
  health.readiness('ledger', () => liveDesk.peek() !== null)
  const app = createApp({ ...dependencies, sessions, browsers, opportunities, liveDesk, feed })
  stack.defer(() => app.close())
  await app.ready()
  const owned = stack.move()
  return { app, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
