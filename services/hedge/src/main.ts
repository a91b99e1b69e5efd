import { toMinor } from '@surefoot/arbitrage'
import { runService } from '@surefoot/shared'
import { config as schema } from './config.ts'
import { createLedger } from '@surefoot/ledger-client'
import { createHedge } from './service.ts'
import { createReadTerms } from '@surefoot/ledger-client'

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
        lossLimitMinor: toMinor(config.HEDGE_LOSS_LIMIT),
        executionTimeoutMs: config.EXECUTION_TIMEOUT_MS,
      },
    })
  },
})
