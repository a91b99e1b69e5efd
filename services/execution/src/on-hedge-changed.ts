import type { hedgeChanged } from '@surefoot/shared'
import type { z } from 'zod'
import { finishExecution } from './finish-execution.ts'
import type { Ports } from './ports.ts'
import type { Tasks } from './tasks.ts'

/** A hedge went on: its stake counts, and its execution may be over. Without this event the watchdog does it later. */
export async function onHedgeChanged(
  ports: Ports,
  tasks: Tasks,
  { executionId }: z.output<typeof hedgeChanged.body>,
): Promise<void> {
  await tasks.run(executionId, async () => {
    await finishExecution(ports, executionId)
  })
}
