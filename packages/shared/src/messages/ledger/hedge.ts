import { z } from 'zod'
import { defineRequest } from '../define.ts'
import { legPlan } from '../leg.ts'
import { executionRecord, hedgeStep } from './execution.ts'

/**
 * Write a `hedge_events` row; `triggered` also sets `hedge_triggered`; with `leg` the hedge leg is AUTHORIZED in the
 * same commit. A step of an execution is written once: again answers `created: false`. `escalated` halts
 * the desk; it is refused NOT_LONE while the hedge leg may still change or was accepted.
 */
export const ledgerHedge = defineRequest(
  'ledger.hedge',
  'global',
  z.object({
    executionId: z.uuid(),
    step: hedgeStep,
    details: z.record(z.string(), z.unknown()),
    leg: legPlan.optional(),
  }),
  executionRecord.extend({ created: z.boolean() }),
)
