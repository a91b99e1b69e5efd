import { z } from 'zod'
import { accountState, accountTrigger } from './account-state.ts'
import { accountScope, deskScope, instant, providerId, shownText } from './common.ts'
import { control } from './control.ts'
import { defineEvent } from './define.ts'
import { legRole, legState } from './leg.ts'

/** A transition that the ledger holds. */
export const accountChanged = defineEvent(
  'account.changed',
  'global',
  z.object({
    ...accountScope,
    from: accountState,
    to: accountState,
    trigger: accountTrigger,
    reason: shownText.nullable(),
    at: instant,
  }),
)

export const deskChanged = defineEvent(
  'desk.changed',
  'global',
  z.object({ ...deskScope, control, reason: shownText.nullable(), at: instant }),
)

/** A step of an execution, for who watches. The truth is `ledger.execution`. */
export const executionChanged = defineEvent(
  'execution.changed',
  'global',
  z.object({
    ...deskScope,
    executionId: z.uuid(),
    step: z.string().max(40),
    role: legRole.nullable(),
    state: legState.nullable(),
    message: z.string().max(500).nullable(),
    at: instant,
  }),
)

export type ExecutionChange = z.infer<typeof executionChanged.body>

export const hedgeChanged = defineEvent(
  'hedge.changed',
  'global',
  z.object({
    ...deskScope,
    executionId: z.uuid(),
    step: z.string().max(40),
    message: z.string().max(500),
    at: instant,
  }),
)

export const contractChanged = defineEvent(
  'contract.changed',
  'global',
  z.object({ providerId, action: z.enum(['imported', 'deleted']) }),
)
