import { z } from 'zod'
import { accountScope } from './common.ts'
import { defineRequest } from './define.ts'

/** Close the account's browser. Answered when its processes are gone; closing what is not open is no fault. */
export const browserClose = defineRequest(
  'browser.close',
  'account',
  z.object({ ...accountScope, reason: z.string().max(300) }),
  z.looseObject({}),
)
