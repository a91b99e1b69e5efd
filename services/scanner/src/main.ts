import { toMinor } from '@surefoot/arbitrage'
import { runService, steadyNow } from '@surefoot/shared/runtime'
import { config } from './config.ts'
import { openScanner } from './service.ts'

await runService({
  name: 'scanner',
  config,
  start: async ({
    config: { STAKE, MIN_PROFIT_BPS, MAX_PROFIT_BPS, MAX_QUOTE_AGE_MS },
    ...context
  }) => {
    context.use(
      await openScanner({
        bus: context.bus,
        logger: context.logger,
        settings: {
          stakeAMinor: toMinor(STAKE),
          minProfitBps: MIN_PROFIT_BPS,
          maxProfitBps: MAX_PROFIT_BPS,
          maxQuoteAgeMs: MAX_QUOTE_AGE_MS,
        },
        now: steadyNow,
      }),
    )
  },
})
