import { ACCOUNTS } from '@surefoot/shared/messages'
import { setTimeout as delay } from 'node:timers/promises'
import { onTick } from './account/on-browser-status.ts'
import type { Desk } from './desk/desk.ts'
import { reconcileDesk } from './desk/read-desk.ts'
import { tryAgain } from './trading/auto.ts'

const TICK_MS = 1000
/** Events bring at once what this finds; it is for those that were lost, and the ledger serves many desks. */
const RECONCILE_MS = 5000

/** What is done for a desk as time passes, whatever reaches it. */
export function beginTicks(desk: Desk): AsyncDisposable[] {
  const { accounts, ports, settings } = desk
  const onFault = (error: unknown): void =>
    ports.announce.log({
      level: 'error',
      code: 'TICK_FAILED',
      message: `The worker's regular look at the desk failed: ${String(error)}`.slice(0, 1000),
      deskId: settings.deskId,
    })
  return [
    ...ACCOUNTS.map((name) =>
      repeat(() => onTick(accounts[name], ports), { pauseMs: TICK_MS, onFault }),
    ),
    repeat(() => tryAgain(desk), { pauseMs: TICK_MS, onFault }),
    repeat(() => reconcileDesk(desk), { pauseMs: RECONCILE_MS, onFault }),
  ]
}

export interface RepeatOptions {
  /** From the end of a step to the beginning of the next. */
  readonly pauseMs: number
  /** A step that throws is reported; the next one comes. */
  readonly onFault: (error: unknown) => void
}

/** Run a step again and again until disposed; disposing waits for the step in progress. */
export function repeat(step: () => Promise<void>, options: RepeatOptions): AsyncDisposable {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = (async () => {
    while (!signal.aborted) {
      await step().catch(options.onFault)
      await delay(options.pauseMs, undefined, { signal }).catch(() => undefined)
    }
  })()
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await running
    },
  }
}
