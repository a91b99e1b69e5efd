import type { Lease } from './lease.ts'
import type { AccountBrowser, Clock, SessionFacts } from './ports.ts'

const HEARTBEAT_MS = 1000

export interface HeartbeatOptions {
  readonly clock: Clock
  readonly lease: Lease
  readonly browser: AccountBrowser
  readonly onBeat: () => void
  readonly onFacts: (facts: SessionFacts) => void
  readonly onLeaseLost: () => void
}

/** Beats every second, and between beats renews the lease and looks who is logged in; a slow look misses no beat. */
export function startHeartbeat(options: HeartbeatOptions): AsyncDisposable {
  const { clock, lease, browser } = options
  let looking: Promise<void> | undefined
  const look = async (): Promise<void> => {
    const [renewal, facts] = await Promise.all([lease.renew(), browser.readSession()])
    options.onFacts(facts)
    if (renewal === 'lost') options.onLeaseLost()
  }
  const beating = clock.every(HEARTBEAT_MS, () => {
    options.onBeat()
    looking ??= look().finally(() => {
      looking = undefined
    })
  })
  return {
    [Symbol.asyncDispose]: async () => {
      beating[Symbol.dispose]()
      await looking
    },
  }
}
