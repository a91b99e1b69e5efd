import { setTimeout as delay } from 'node:timers/promises'
import type { Requests } from './requests.ts'
import { REQUEST_LIVES_MS } from './settings.ts'

/** Runs until disposed; disposing waits for the last request to be sent. */
export type Load = AsyncDisposable

/** Long enough that no request is dropped for its age: what is sought is how many can be done. */
export const PATIENCE_MS = 120_000

/**
 * Each desk asks at its own times, whether the last execution is done or not: so a system that is too slow is seen to
 * fall behind. The pauses are spread evenly between half and one and a half of the mean.
 */
export function openLoop(requests: Requests, deskIds: readonly string[], meanMs: number): Load {
  return everyDesk(deskIds, async (deskId, signal) => {
    await wait(Math.random() * meanMs, signal)
    while (!signal.aborted) {
      await requests.ask(deskId, REQUEST_LIVES_MS)
      await wait(meanMs * (0.5 + Math.random()), signal)
    }
  })
}

/** Each desk asks again as soon as its last execution is done: what comes out is the most that can be done. */
export function closedLoop(requests: Requests, deskIds: readonly string[]): Load {
  return everyDesk(deskIds, async (deskId, signal) => {
    while (!signal.aborted) {
      const { end } = await requests.ask(deskId, PATIENCE_MS)
      await Promise.race([end, untilAborted(signal)])
    }
  })
}

function everyDesk(
  deskIds: readonly string[],
  run: (deskId: string, signal: AbortSignal) => Promise<void>,
): Load {
  const stopping = new AbortController()
  const running = deskIds.map((deskId) => run(deskId, stopping.signal))
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined)
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
