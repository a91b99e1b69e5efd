import type { Bus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  browserClose,
  browserOpen,
  browserStatus,
  browserWatch,
  ok,
  type Account,
  type BrowserStatus,
} from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'
import { repeat } from '../src/tick.ts'
import { browserUp } from './build.ts'

/** A browser executor at the bus: it answers and beats as the real one, and has no browser. */
export interface StandInExecutor extends AsyncDisposable {
  /** What it was asked, in order: `open A`. */
  readonly asked: string[]
  readonly status: (account: Account) => BrowserStatus | undefined
  /** Tell of a change, as of a crash or of the first packet. */
  readonly change: (account: Account, change: Partial<BrowserStatus>) => void
  /** While set, a browser opens but the answer never comes. */
  isMute: boolean
}

const BEAT_MS = 200

export async function openStandInExecutor(bus: Bus, deskId: string): Promise<StandInExecutor> {
  const statuses = new Map<Account, BrowserStatus>()
  const ended = Promise.withResolvers<void>()
  const beat = (account: Account): void => {
    const status = statuses.get(account)
    if (status) bus.publish(browserStatus, { ...status, at: Date.now() })
  }
  const change = (account: Account, changed: Partial<BrowserStatus>): void => {
    const status = statuses.get(account)
    if (status) statuses.set(account, { ...status, ...changed })
    beat(account)
  }
  const listeners = await Promise.all([
    bus.serve(browserOpen, async ({ account, url }) => {
      executor.asked.push(`open ${account}`)
      const browserId = randomUUID()
      const { origin } = new URL(url)
      statuses.set(account, { ...browserUp(account, { browserId, pageOrigin: origin }), deskId })
      beat(account)
      // A handler that throws would be answered.
      if (executor.isMute) await ended.promise
      return ok({ browserId, executorId: 'stand-in', epoch: 1 })
    }),
    bus.serve(browserClose, async ({ account }) => {
      executor.asked.push(`close ${account}`)
      change(account, { isUp: false, reason: 'closed' })
      statuses.delete(account)
      return ok({})
    }),
    bus.serve(browserWatch, async ({ account, providerId, contractVersion }) => {
      executor.asked.push(`watch ${account}`)
      change(account, { watching: { providerId, contractVersion } })
      return ok({})
    }),
  ])
  const beating = repeat(async () => ACCOUNTS.forEach(beat), {
    pauseMs: BEAT_MS,
    onFault: () => undefined,
  })
  const executor: StandInExecutor = {
    asked: [],
    status: (account) => statuses.get(account),
    change,
    isMute: false,
    [Symbol.asyncDispose]: async () => {
      ended.resolve()
      await beating[Symbol.asyncDispose]()
      await Promise.all(listeners.map((listener) => listener.stop()))
    },
  }
  return executor
}
