import { toMinor } from '@surefoot/arbitrage'
import { createLedger, createReadTerms } from '@surefoot/ledger-client'
import { runService } from '@surefoot/shared'
import { config as schema } from './config.ts'
import { createHedge } from './service.ts'

/** For a page to be found, filled and read. The price at the other account ages as long. */
const LOOK_MS = 10_000

await runService({
  name: 'hedge',
  config: schema,
  start: async ({ config, bus, logger }) => {
    await createHedge({
      bus,
      ledger: createLedger(bus),
      readTerms: createReadTerms(bus),
      epochMs: () => Date.now(),
      logger,
      settings: {
        options: config.HEDGE_OPTIONS,
        lossLimitMinor: toMinor(config.HEDGE_LOSS_LIMIT),
        hedgeDeadlineMs: config.HEDGE_DEADLINE_MS,
        lookMs: LOOK_MS,
        executionTimeoutMs: config.EXECUTION_TIMEOUT_MS,
      },
    })
  },
})
