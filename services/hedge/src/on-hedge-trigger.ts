import type { hedgeTrigger } from '@surefoot/shared'
import type { z } from 'zod'
import { executeHedge } from './execute-hedge.ts'
import type { Ports } from './ports.ts'

/** A leg may stand alone: what is to be done about it is in the ledger. */
export async function onHedgeTrigger(
  ports: Ports,
  { executionId }: z.output<typeof hedgeTrigger.body>,
): Promise<void> {
  await executeHedge(ports, executionId)
}
