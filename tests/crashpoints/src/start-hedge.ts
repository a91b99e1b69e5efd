import { createHedge } from '@surefoot/hedge'
import { createLedger, createReadTerms } from '@surefoot/ledger-client'
import { demandLedgerMs, every } from '@surefoot/shared/runtime'
import { randomUUID } from 'node:crypto'
import { createMortalBus } from './mortal-bus.ts'
import type { Process, ProcessOptions } from './process.ts'
import { HEDGE_SETTINGS } from './settings.ts'
import { createWordOf } from './word-of.ts'

/** The hedge service of one desk. */
export async function startHedge({ world, deskId, mortality }: ProcessOptions): Promise<Process> {
  const { logger, doorbells, buses } = world
  const wordOf = createWordOf()
  const bus = createMortalBus({ bus: buses.hedge, doorbells, deskId, mortality, wordOf })
  const service = await createHedge(
    {
      bus,
      ledger: createLedger(bus),
      readTerms: createReadTerms(bus),
      epochMs: () => demandLedgerMs(bus.ledgerClock),
      every,
      logger,
      settings: HEDGE_SETTINGS,
      instanceId: randomUUID(),
    },
    { asksLedger: false },
  )
  return {
    untilIdle: bus.untilIdle,
    [Symbol.asyncDispose]: () => service.stop(),
  }
}
