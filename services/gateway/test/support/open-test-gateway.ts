import { openBus, type Bus } from '@surefoot/shared/bus'
import { createHealth, createLogger } from '@surefoot/shared/runtime'
import { startNats } from '@surefoot/testkit'
import type { FastifyInstance } from 'fastify'
import { gatewayConfig } from '../../src/config.ts'
import { openGateway, type Gateway } from '../../src/gateway.ts'
import { createOtherServices, serveOtherServices, type OtherServices } from './other-services.ts'

export const LINK = 'one-time-link-of-this-test-run-0123456789'
export const OPERATOR_TOKEN = 'operator-token-of-this-test-run-0123456789'
export const EXTENSION_ID = 'abcdefghijklmnopabcdefghijklmnop'
/** The origin that `app.inject` asks at, unless told otherwise. */
export const OWN_ORIGIN = 'http://localhost'
/** The name of the session's cookie there. */
export const COOKIE = 'surefoot_session_80'
export const AS_OPERATOR = { authorization: `Bearer ${OPERATOR_TOKEN}` }

export interface TestGateway extends AsyncDisposable {
  readonly app: FastifyInstance
  /** The bus as another service sees it. */
  readonly bus: Bus
  readonly services: OtherServices
  readonly natsUrl: string
  /** A second instance beside the first, by the same link; to be closed by who opened it. */
  readonly openAnother: () => Promise<Gateway>
}

export interface TestGatewayOptions {
  readonly environment?: Record<string, string>
  readonly accounts?: Partial<OtherServices['accounts']>
  /** Leave the worker and the ledger out. */
  readonly isAlone?: boolean
}

/** A gateway on a NATS server of its own, with the worker and the ledger played at the other side of the bus. */
export async function openTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  await using stack = new AsyncDisposableStack()
  const nats = stack.use(await startNats())
  const logger = createLogger('gateway-test', 'fatal')
  const others = stack.use(await openBus({ url: nats.url, service: 'others', logger }))
  const services = createOtherServices(options.accounts)
  if (!options.isAlone) await serveOtherServices(others, services)
  const openOne = async (): Promise<Gateway> => {
    await using opening = new AsyncDisposableStack()
    const bus = opening.use(await openBus({ url: nats.url, service: 'gateway', logger }))
    const health = createHealth()
    opening.use(health.depend({ name: 'nats', ask: () => bus.roundTrip() }))
    const { app } = opening.use(
      await openGateway({
        config: gatewayConfig.parse({
          OPERATOR_TOKEN,
          ALLOWED_EXTENSION_ID: EXTENSION_ID,
          ...options.environment,
        }),
        bus,
        logger,
        health,
        linkToken: LINK,
        now: Date.now,
        elapsed: () => performance.now(),
      }),
    )
    const owned = opening.move()
    return { app, [Symbol.asyncDispose]: () => owned.disposeAsync() }
  }
  const { app } = stack.use(await openOne())
  const owned = stack.move()
  return {
    app,
    bus: others,
    services,
    natsUrl: nats.url,
    openAnother: openOne,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
