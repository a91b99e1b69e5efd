import { readSettings } from '@surefoot/appraisal'
import { runService, steadyNow } from '@surefoot/shared/runtime'
import { config } from './config.ts'
import { openScanner } from './service.ts'

await runService({
  name: 'scanner',
  config,
  start: async ({ config: environment, ...context }) => {
    context.use(
      await openScanner({
        bus: context.bus,
        logger: context.logger,
        settings: readSettings(environment),
        now: steadyNow,
      }),
    )
  },
})
