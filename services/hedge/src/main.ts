import { toMinor } from '@surefoot/arbitrage'
import { createLedger, createReadTerms } from '@surefoot/ledger-client'
import { demandLedgerMs, every, runService } from '@surefoot/shared/runtime'
import { randomUUID } from 'node:crypto'
import { config as schema } from './config.ts'
import { createHedge } from './service.ts'

/** For a page to be found, filled and read. The price at the other account ages as long. */
const LOOK_MS = 10_000
/** A lone leg whose doorbell was lost waits for this long at most, and costs the ledger one query that finds nothing. */
const ASK_EVERY_MS = 2000
/** How long the hedges of a process that died wait for another. */
const LEASE_MS = 5000

await runService({
  name: 'hedge',
  config: schema,
  start: async ({ config, bus, logger, use }) => {
    const ports = {
      bus,
      ledger: createLedger(bus),
      readTerms: createReadTerms(bus),
      epochMs: () => demandLedgerMs(bus.ledgerClock),
      every,
      logger,
      instanceId: randomUUID(),
      settings: {
        options: config.HEDGE_OPTIONS,
        lossLimitMinor: toMinor(config.HEDGE_LOSS_LIMIT),
        hedgeDeadlineMs: config.HEDGE_DEADLINE_MS,
        lookMs: LOOK_MS,
        executionTimeoutMs: config.EXECUTION_TIMEOUT_MS,
        askEveryMs: ASK_EVERY_MS,
        leaseMs: LEASE_MS,
      },
    }
    const hedge = await createHedge(ports, { asksLedger: true })
    use({ [Symbol.asyncDispose]: () => hedge.stop() })
  },
})
