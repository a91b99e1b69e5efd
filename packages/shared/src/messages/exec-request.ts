import { z } from 'zod'
import { actor, deskScope, epochMs, venue } from './common.ts'
import { defineWork } from './define.ts'
import { opportunity } from './opportunity.ts'

/** Execute this opportunity once. Worthless after `expiresAt`. */
export const execRequest = defineWork(
  'exec.request',
  'EXEC',
  z.object({
    ...deskScope,
    executionId: z.uuid(),
    opportunity,
    venue,
    requestedBy: actor,
    expiresAt: epochMs,
  }),
)
export type ExecRequest = z.infer<typeof execRequest.body>
