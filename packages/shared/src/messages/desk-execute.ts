import { z } from 'zod'
import { actor, deskScope, money } from './common.ts'
import { defineRequest } from './define.ts'

/** Take an opportunity. The caller names the execution, so that asking twice is asking once. */
export const deskExecute = defineRequest(
  'desk.execute',
  'global',
  z.object({
    ...deskScope,
    executionId: z.uuid(),
    opportunityId: z.string().max(200),
    /** Stake of leg A instead of the scanner's; B follows from it. */
    stake: money.optional(),
    actor,
  }),
  z.object({ executionId: z.uuid() }),
)
