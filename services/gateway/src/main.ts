import { runService, stampNow } from '@surefoot/shared/runtime'
import { gatewayConfig } from './config.ts'
import { openGateway } from './gateway.ts'
import { createSecret } from './auth/secret.ts'

await runService({
  name: 'gateway',
  config: gatewayConfig,
  deskOf: ({ DESK_ID }) => DESK_ID,
  instrumentations: async () => [(await import('./trace-requests.ts')).traceRequests()],
  start: async ({ config, bus, logger, health, isSafeMode, use }) => {
    const linkToken = config.CONSOLE_LINK_TOKEN ?? createSecret()
    const { app } = use(
      await openGateway({
        config,
        bus,
        logger,
        health,
        linkToken,
        now: () => stampNow(bus.ledgerClock),
        elapsed: () => performance.now(),
      }),
    )
    if (isSafeMode) {
      logger.info('safe mode: no port is bound')
      return
    }
    const address = await app.listen({ host: config.HOST, port: config.PORT })
    const at = config.PUBLIC_ORIGIN ?? address
    // A secret is written to the log only where there is no other way in.
    if (config.CONSOLE_LINK_TOKEN !== undefined) logger.info(`Console: ${at}`)
    else if (config.OPERATOR_TOKEN !== undefined)
      logger.info(`Console: ${at}. A link that opens it: node services/gateway/src/link.ts`)
    else logger.info(`Console: ${at}/#link=${linkToken}`)
  },
})
