import { z } from 'zod'
import { deskScope } from './common.ts'
import { defineEvent } from './define.ts'

/** Sessions of the console that were ended: no gateway lets them in any more. The truth is `ledger.session`. */
export const sessionEnded = defineEvent(
  'session.ended',
  'desk',
  z.object({ ...deskScope, sessionIds: z.array(z.uuid()).min(1) }),
)
