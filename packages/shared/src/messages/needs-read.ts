import { z } from 'zod'
import { account, actor, deskScope, instant, shownText } from './common.ts'
import { trading } from './control.ts'
import { defineRequest } from './define.ts'

/** Something that only an operator can end, as the gateway's console lists it. */
const listedNeed = z.object({
  /** The same need keeps its id while it lasts. */
  id: z.string().min(1).max(160),
  kind: z.string().max(40),
  account: account.nullable(),
  executionId: z.uuid().nullable(),
  message: shownText,
})
export type ListedNeed = z.infer<typeof listedNeed>

/** What waits for an operator of a desk, and why the desk does not trade. Asked of the gateway, which has the rule. */
export const needsRead = defineRequest(
  'needs.read',
  'desk',
  z.object(deskScope),
  z.object({
    needs: z.array(listedNeed),
    trading,
    /** Null while the desk runs, and where it is not known why it does not. */
    halt: z
      .object({
        reason: shownText.nullable(),
        actor,
        executionId: z.uuid().nullable(),
        at: instant,
      })
      .nullable(),
  }),
)
