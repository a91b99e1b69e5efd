import { setTimeout as delay } from 'node:timers/promises'
import { nameOf } from './fault.ts'
import { inject } from './faults/inject.ts'
import type { PlannedFault } from './plan-faults.ts'
import type { World } from './world.ts'

export interface Happened extends PlannedFault {
  readonly kind: string
  /** `hit`, `missed`, or why it could not happen. */
  readonly outcome: string
}

/** Let the planned faults happen, each at its time whether or not those before it are over. Ends when all are. */
export async function runFaults(
  world: World,
  planned: readonly PlannedFault[],
  signal: AbortSignal,
): Promise<Happened[]> {
  const beganAt = performance.now()
  const happened: Promise<Happened>[] = []
  for (const { atMs, fault } of planned) {
    const dueInMs = beganAt + atMs - performance.now()
    if (dueInMs > 0) await delay(dueInMs, undefined, { signal })
    const kind = nameOf(fault)
    const startedMs = Math.round(performance.now() - beganAt)
    world.screen.step(`${(startedMs / 1000).toFixed(1).padStart(6)} s  ${JSON.stringify(fault)}`)
    happened.push(
      inject(world, fault)
        .then((isHit) => (isHit ? 'hit' : 'missed'), String)
        .then((outcome) => ({ atMs: startedMs, fault, kind, outcome })),
    )
  }
  return Promise.all(happened)
}
