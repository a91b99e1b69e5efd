import type { Account, AccountTrigger } from '@surefoot/shared/messages'
import { setImmediate } from 'node:timers/promises'
import type { Facts } from '../src/account/machine.ts'
import { onTick } from '../src/account/on-browser-status.ts'
import type { Settings } from '@surefoot/appraisal'
import type { Desk } from '../src/desk/desk.ts'
import { createDesk } from '../src/desk/read-desk.ts'
import { createReceivedPrices } from '../src/prices/received-prices.ts'
import type { SimulatedPorts } from './simulated-ports.ts'

export interface RunningDesk {
  readonly desk: Desk
  /** As by SIGKILL: from now on nothing that this worker does has an effect on the ledger. */
  readonly kill: () => void
  readonly tick: (passedMs?: number) => Promise<void>
  readonly move: (account: Account, trigger: AccountTrigger, facts?: Facts) => Promise<boolean>
}

const APPRAISAL: Settings = {
  stakeAMinor: 2_500,
  minProfitBps: 50,
  maxProfitBps: 1_500,
  maxQuoteAgeMs: 5_000,
}

/** A worker's desk on simulated ports, built from what their ledger holds, without timers. */
export function runDesk(world: SimulatedPorts): RunningDesk {
  let isAlive = true
  const ports = world.ports()
  const prices = createReceivedPrices({ deskId: 'main', appraisal: APPRAISAL, ports })
  const desk = createDesk(
    {
      ports,
      prices,
      settings: {
        deskId: 'main',
        urls: { A: undefined, B: undefined },
        maxQuoteAgeMs: 5000,
        cooldownMs: 3000,
        appraisal: APPRAISAL,
      },
      isServing: () => isAlive,
    },
    world.deskRow(),
  )
  return {
    desk,
    kill: () => {
      isAlive = false
    },
    tick: async (passedMs = 1000) => {
      world.nowMs += passedMs
      await onTick(desk.accounts.A, desk.ports)
      await onTick(desk.accounts.B, desk.ports)
      await settled()
    },
    move: async (account, trigger, facts) => {
      const moved = await desk.accounts[account].inTurn(() =>
        desk.accounts[account].move(trigger, facts),
      )
      await settled()
      return moved.ok
    },
  }
}

/** When all that was begun on simulated ports has come to its end: none of them waits for time. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate()
}
