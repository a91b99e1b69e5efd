import type { AccountBrowser, Clock, SessionFacts } from '../ports.ts'
import type { Lease } from './lease.ts'

const HEARTBEAT_MS = 1000

export interface HeartbeatOptions {
  readonly clock: Clock
  readonly lease: Lease
  readonly browser: AccountBrowser
  readonly onBeat: () => void
  readonly onFacts: (facts: SessionFacts) => void
  readonly onLeaseLost: () => void
}

/** Beats every second, and each time renews the lease and looks who is logged in; a slow look holds up neither. */
export function startHeartbeat(options: HeartbeatOptions): AsyncDisposable {
  const { clock, lease, browser } = options
  const renewing = createSingle(async () => {
    if ((await lease.renew()) === 'lost') options.onLeaseLost()
  })
  const looking = createSingle(async () => options.onFacts(await browser.readSession()))
  const beating = clock.every(HEARTBEAT_MS, () => {
    options.onBeat()
    renewing.begin()
    looking.begin()
  })
  return {
    [Symbol.asyncDispose]: async () => {
      beating[Symbol.dispose]()
      await Promise.all([renewing.ended(), looking.ended()])
    },
  }
}

/** A step that is not begun again while it runs. */
function createSingle(step: () => Promise<void>) {
  let running: Promise<void> | undefined
  return {
    begin: (): void => {
      running ??= step().finally(() => {
        running = undefined
      })
    },
    ended: async (): Promise<void> => running,
  }
}
