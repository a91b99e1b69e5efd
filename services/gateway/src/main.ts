import { runService } from '@surefoot/shared'
import { gatewayConfig } from './config.ts'
import { openGateway } from './gateway.ts'
import { createSecret } from './secret.ts'

await runService({
  name: 'gateway',
  config: gatewayConfig,
  instrumentations: async () => [(await import('./trace-requests.ts')).traceRequests()],
  start: async ({ config, bus, logger, health, isSafeMode, onScrape, use }) => {
    const linkToken = config.CONSOLE_LINK_TOKEN ?? createSecret()
    const { app } = use(
      await openGateway({ config, bus, logger, health, linkToken, onScrape, now: Date.now }),
    )
    if (isSafeMode) {
      logger.info('safe mode: no port is bound')
      return
    }
    const address = await app.listen({ host: config.HOST, port: config.PORT })
    // Whoever gave the token knows the link; a token of our own is told once, here.
    if (config.CONSOLE_LINK_TOKEN === undefined)
      logger.info(`Console: ${config.PUBLIC_ORIGIN ?? address}/#link=${linkToken}`)
    else logger.info(`Console: ${config.PUBLIC_ORIGIN ?? address}`)
  },
})
