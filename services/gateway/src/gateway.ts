import type { Bus } from '@surefoot/shared/bus'
import type { Health, Logger } from '@surefoot/shared/runtime'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { openLinks } from './auth/links.ts'
import { openSessions } from './auth/sessions.ts'
import type { GatewayConfig } from './config.ts'
import { createEventFeed } from './event-feed.ts'
import { followDesk } from './follow-desk.ts'
import { followOpportunities } from './follow-opportunities.ts'
import { createLiveBrowsers } from './live-browsers.ts'
import { openLiveDesk } from './live-desk.ts'
import { createLiveOpportunities } from './live-opportunities.ts'
import { createLiveRefusals } from './live-refusals.ts'
import { openLiveNeeds } from './needs/live-needs.ts'
import { openLiveHealth, type LiveHealth } from './health/live-health.ts'
import { createStreamGaps, type StreamGaps } from './health/stream-gaps.ts'
import { serveNeeds } from './needs/serve-needs.ts'
import { observeDesk } from './observe-desk.ts'
import { createPacer } from './pacer.ts'

export interface GatewayDependencies {
  readonly config: GatewayConfig
  readonly bus: Bus
  readonly logger: Logger
  readonly health: Health
  /** The one-time token of the first login. */
  readonly linkToken: string
  /** Milliseconds since 1970 on the ledger's clock, for what is shown beside its instants. */
  readonly now: () => number
  /** A monotonic clock, milliseconds: ages are measured by it, whatever becomes of the wall clock. */
  readonly elapsed: () => number
}

export interface Gateway extends AsyncDisposable {
  readonly app: FastifyInstance
}

/** At most five desks a second. */
const DESK_EVERY_MS = 200
/** The console takes a longer silence for the gateway's own. */
const HEALTH_EVERY_MS = 1000

/** The live view and the HTTP interface over it, not yet listening. */
export async function openGateway(dependencies: GatewayDependencies): Promise<Gateway> {
  const { bus, config, elapsed, health, logger } = dependencies
  await using stack = new AsyncDisposableStack()
  const deskId = config.DESK_ID
  const sessions = await openSessions({ bus, deskId, now: elapsed })
  const links = stack.use(openLinks({ bus, deskId, logger, firstLink: dependencies.linkToken }))
  const gaps = createStreamGaps(elapsed)
  const live = stack.use(await openLive(dependencies, gaps))
  const { browsers, feed, liveDesk, liveHealth, needs, opportunities, refusals, tellShown } = live
  const following = { bus, deskId, feed }
  const showHealth = (): void => feed.show('health', () => ({ parts: liveHealth.parts() }))
  showHealth()
  const beat = setInterval(showHealth, HEALTH_EVERY_MS)
  stack.defer(() => clearInterval(beat))
  await followDesk({
    ...following,
    browsers,
    onLedgerChanged: () => {
      liveDesk.refresh()
      needs.refresh()
    },
    onControlled: needs.controlled,
    onBrowserHeard: (status) => {
      gaps.seen(status)
      tellShown()
    },
  })
  stack.use(
    await followOpportunities({ ...following, opportunities, refusals, onListChanged: tellShown }),
  )
  await serveNeeds({ ...following, liveDesk, needs })
  health.readiness('ledger', () => liveDesk.peek() !== null)
  stack.use(observeDesk({ liveDesk, needs }))
  const app = createApp({ ...dependencies, ...live, sessions, links })
  stack.defer(() => app.close())
  await app.ready()
  const owned = stack.move()
  return { app, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** What is known of the desk now, and the events that tell it. */
async function openLive(
  { bus, config, elapsed, health, logger, now }: GatewayDependencies,
  gaps: StreamGaps,
) {
  await using stack = new AsyncDisposableStack()
  const deskId = config.DESK_ID
  const browsers = createLiveBrowsers(elapsed)
  const opportunities = createLiveOpportunities(elapsed)
  const refusals = createLiveRefusals(elapsed)
  const feed = createEventFeed()
  const pacer = createPacer(() => {
    feed.show('desk', () => liveDesk.peek() ?? undefined)
  }, DESK_EVERY_MS)
  stack.defer(pacer.stop)
  const tellShown = (): void => pacer.offer('desk', null)
  const limits = { perMatch: config.MAX_EXPOSURE_PER_MATCH, total: config.MAX_TOTAL_EXPOSURE }
  const reading = { bus, logger, deskId, now, elapsed, onRefreshed: tellShown }
  let parts: LiveHealth['parts'] = () => []
  let clocks: LiveHealth['clocks'] = () => []
  const needs = stack.use(
    openLiveNeeds({ ...reading, parts: () => parts(), clocks: () => clocks() }),
  )
  const liveDesk = stack.use(openLiveDesk({ ...reading, limits, browsers, opportunities, needs }))
  const watched = { bus, deskId, health, browsers, gaps, liveDesk, elapsed }
  const liveHealth = stack.use(await openLiveHealth(watched))
  ;({ parts, clocks } = liveHealth)
  const owned = stack.move()
  const close = (): Promise<void> => owned.disposeAsync()
  const live = { browsers, feed, liveDesk, liveHealth, needs, opportunities, refusals, tellShown }
  return { ...live, [Symbol.asyncDispose]: close }
}
