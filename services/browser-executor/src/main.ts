import { runService } from '@surefoot/shared/runtime'
import { randomBytes, randomUUID } from 'node:crypto'
import { launchSimulated } from './browser/simulated-browser.ts'
import { config } from './config.ts'
import { createLaunch, systemClock } from './edge.ts'
import { createBrowserExecutor } from './service.ts'

await runService({
  name: 'browser-executor',
  config,
  start: async ({ config: settings, bus, logger, isSafeMode, use }) => {
    const path = process.env['PATH'] ?? ''
    use(
      await createBrowserExecutor({
        bus,
        logger,
        clock: systemClock,
        executorId: randomUUID(),
        newId: randomUUID,
        newToken: () => randomBytes(32).toString('base64url'),
        serves: { deskId: settings.DESK_ID, account: settings.ACCOUNT },
        configuredOrigins: settings.ALLOWED_ORIGINS,
        drainMs: settings.DRAIN_MS,
        launch: isSafeMode ? launchSimulated : await createLaunch(settings, { bus, use, path }),
      }),
    )
  },
})
