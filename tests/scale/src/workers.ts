/**
 * Owns what the workers of the desks ask of the ledger all the time, whether anything happens or not: as services/worker
 * does, one for each desk. A worker is a process; so many of them would fill the machine that is measured.
 */
import type { Bus } from '@surefoot/shared/bus'
import {
  browserStatus,
  contractList,
  ledgerDesk,
  ledgerLease,
  ledgerUnfinished,
} from '@surefoot/shared/messages'
import { setTimeout as delay } from 'node:timers/promises'

const RENEW_MS = 1000
const LEASE_MS = 3000
const RECONCILE_MS = 5000
const WITHIN = { deadlineMs: 2000 }

export interface Workers extends AsyncDisposable {
  /** Questions that the ledger did not answer in time. */
  readonly unanswered: () => number
}

/** Ask until disposed. Each desk begins at an instant of its own. */
export async function openWorkers(bus: Bus, deskIds: readonly string[]): Promise<Workers> {
  const stopping = new AbortController()
  const { signal } = stopping
  let unanswered = 0
  const ask = async (...questions: readonly Promise<unknown>[]): Promise<void> => {
    const answers = await Promise.allSettled(questions)
    unanswered += answers.filter(({ status }) => status === 'rejected').length
  }
  const repeat = async (pauseMs: number, step: () => Promise<void>): Promise<void> => {
    await delay(Math.random() * pauseMs, undefined, { signal }).catch(() => undefined)
    while (!signal.aborted) {
      await step()
      await delay(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }
  const heard = await bus.subscribe(browserStatus, () => undefined)
  const working = deskIds.flatMap((deskId) => [
    repeat(RENEW_MS, () => {
      const lease = { resource: `worker:${deskId}`, holder: deskId, ttlMs: LEASE_MS }
      return ask(bus.request(ledgerLease, lease, WITHIN))
    }),
    repeat(RECONCILE_MS, () =>
      ask(
        bus.request(ledgerDesk, { deskId }, WITHIN),
        bus.request(ledgerUnfinished, { deskId }, WITHIN),
        bus.request(contractList, {}, WITHIN),
      ),
    ),
  ])
  return {
    unanswered: () => unanswered,
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await Promise.all([heard.stop(), ...working])
    },
  }
}
