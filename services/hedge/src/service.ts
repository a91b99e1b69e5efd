import { hedgeTrigger, type Stoppable } from '@surefoot/shared'
import { onHedgeTrigger } from './on-hedge-trigger.ts'
import type { Ports } from './ports.ts'
import { createTurns } from './turns.ts'

/** Listen to triggers; those of one execution are handled one after another. Stopping waits for the hedges in hand. */
export async function createHedge(ports: Ports): Promise<Stoppable> {
  const takeTurn = createTurns()
  return ports.bus.work(hedgeTrigger, (trigger) =>
    takeTurn(trigger.executionId, () => onHedgeTrigger(ports, trigger)),
  )
}
