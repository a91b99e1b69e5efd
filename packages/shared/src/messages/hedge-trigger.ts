import { z } from 'zod'
import { deskScope } from './common.ts'
import { defineWork } from './define.ts'

/** A leg was accepted and stands alone. Everything else about it is in the ledger. */
export const hedgeTrigger = defineWork(
  'hedge.trigger',
  'HEDGE',
  z.object({ ...deskScope, executionId: z.uuid(), reason: z.string().max(300) }),
)
