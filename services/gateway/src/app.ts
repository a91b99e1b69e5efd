import cookie from '@fastify/cookie'
import { createReadTerms } from '@surefoot/ledger-client'
import type { Bus } from '@surefoot/shared/bus'
import type { Health, Logger } from '@surefoot/shared/runtime'
import fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { isMutation } from './access.ts'
import { createAuthenticate } from './auth/authenticate.ts'
import { createGuesses } from './auth/guesses.ts'
import type { Links } from './auth/links.ts'
import type { Sessions } from './auth/sessions.ts'
import type { GatewayConfig } from './config.ts'
import { serveDocumentation } from './documentation.ts'
import type { EventFeed } from './event-feed.ts'
import { registerGuards } from './guards.ts'
import type { LiveHealth } from './health/live-health.ts'
import type { LiveBrowsers } from './live-browsers.ts'
import type { LiveDesk } from './live-desk.ts'
import type { LiveOpportunities } from './live-opportunities.ts'
import type { LiveRefusals } from './live-refusals.ts'
import type { LiveNeeds } from './needs/live-needs.ts'
import { registerProblems } from './problem.ts'
import { browserRoutes } from './routes/browsers.ts'
import { serveConsole } from './routes/console.ts'
import { choiceRoutes } from './routes/choices.ts'
import { contractRoutes } from './routes/contracts.ts'
import { deskHealthRoutes } from './routes/desk-health.ts'
import { deskRoutes } from './routes/desk.ts'
import { evidenceRoutes } from './routes/evidence.ts'
import { eventRoutes } from './routes/events.ts'
import { executionRoutes } from './routes/executions.ts'
import { extensionRoutes } from './routes/extension.ts'
import { healthRoutes } from './routes/health.ts'
import { historyRoutes } from './routes/history.ts'
import { journalRoutes } from './routes/journal.ts'
import { legRoutes } from './routes/legs.ts'
import { markRoutes } from './routes/marks.ts'
import { needRoutes } from './routes/needs.ts'
import { notificationRoutes } from './routes/notifications.ts'
import { opportunityRoutes } from './routes/opportunities.ts'
import { limitRoutes } from './routes/limits.ts'
import { linkRoutes } from './routes/links.ts'
import { sessionRoutes } from './routes/session.ts'
import { sessionListRoutes } from './routes/sessions.ts'
import { statementRoutes } from './routes/statements.ts'

export interface AppDependencies {
  readonly config: GatewayConfig
  readonly bus: Bus
  readonly logger: Logger
  readonly health: Health
  readonly sessions: Sessions
  readonly links: Links
  readonly browsers: LiveBrowsers
  readonly opportunities: LiveOpportunities
  readonly refusals: LiveRefusals
  readonly liveDesk: LiveDesk
  readonly needs: LiveNeeds
  readonly liveHealth: LiveHealth
  readonly feed: EventFeed
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number
}

/** No message of this interface is larger, but a contract. */
const BODY_BYTES = 16 * 1024

/** The HTTP interface, not yet listening. */
export function createApp(dependencies: AppDependencies): FastifyInstance {
  const { config, logger } = dependencies
  const app = fastify({
    bodyLimit: BODY_BYTES,
    exposeHeadRoutes: false,
    // Who asks is the connection's peer. Only a proxy that is configured by its address is believed about another.
    trustProxy: config.PROXY_ADDRESSES,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.removeContentTypeParser('text/plain')
  registerProblems(app, logger)
  app.register(cookie)
  registerGuards(app)
  registerAuthentication(app, dependencies)
  serveDocumentation(app)
  registerRoutes(app, dependencies)
  serveConsole(app, config.CONSOLE_DIR)
  return app
}

function registerAuthentication(app: FastifyInstance, dependencies: AppDependencies): void {
  const { browsers, config, elapsed, logger, sessions } = dependencies
  app.decorateRequest('actor', '')
  app.decorateRequest('ownOrigin', '')
  app.decorateRequest('session', null)
  app.decorateRequest('browser', null)
  app.addHook(
    'onRequest',
    createAuthenticate({
      sessions,
      browsers,
      guesses: createGuesses(elapsed),
      operatorToken: config.OPERATOR_TOKEN,
      extensionId: config.ALLOWED_EXTENSION_ID,
      publicOrigin: config.PUBLIC_ORIGIN,
    }),
  )
  app.addHook('onResponse', async ({ actor, method, routeOptions }, { statusCode }) => {
    if (isMutation(method))
      logger.info({ actor, method, route: routeOptions.url, statusCode }, 'act')
  })
}

function registerRoutes(app: FastifyInstance, dependencies: AppDependencies): void {
  const { browsers, bus, config, feed, links, liveDesk, needs, opportunities, refusals, sessions } =
    dependencies
  const deskId = config.DESK_ID
  const onChanged = (): void => {
    liveDesk.refresh()
    needs.refresh()
  }
  app.register(healthRoutes, dependencies)
  app.register(deskHealthRoutes, dependencies)
  app.register(sessionRoutes, { sessions, links, deskId })
  app.register(sessionListRoutes, { sessions })
  app.register(linkRoutes, { links, publicOrigin: config.PUBLIC_ORIGIN })
  app.register(deskRoutes, { bus, deskId, liveDesk, needs })
  app.register(browserRoutes, { bus, deskId })
  app.register(markRoutes, { bus, browsers })
  app.register(opportunityRoutes, { opportunities, refusals })
  app.register(executionRoutes, { bus, deskId })
  app.register(historyRoutes, { bus, deskId })
  app.register(evidenceRoutes, { bus, deskId })
  app.register(legRoutes, { bus, deskId, onChanged })
  const readTerms = createReadTerms(bus)
  app.register(choiceRoutes, { bus, deskId, liveDesk, needs, readTerms, onChanged })
  app.register(statementRoutes, { bus, deskId, onChanged })
  app.register(limitRoutes, { bus, deskId })
  app.register(needRoutes, dependencies)
  app.register(notificationRoutes, { bus, deskId })
  app.register(contractRoutes, { bus, deskId })
  app.register(journalRoutes, { bus, deskId })
  app.register(eventRoutes, { feed, sessions })
  app.register(extensionRoutes, { bus, liveDesk, extensionId: config.ALLOWED_EXTENSION_ID })
}
