import { z } from 'zod'
import { accountScope } from './common.ts'
import { defineRequest } from './define.ts'

/**
 * Open the account's browser at a URL: asked of the executors of this account alone. Answered when the page has loaded.
 * Refused: URL_NOT_ALLOWED, OPEN_FAILED, ALREADY_OPEN.
 */
export const browserOpen = defineRequest(
  'browser.open',
  'account',
  z.object({ ...accountScope, url: z.string().max(2000) }),
  z.object({ browserId: z.uuid(), executorId: z.string(), epoch: z.number().int() }),
)
