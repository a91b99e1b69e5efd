import { z } from 'zod'
import { accountScope, providerId, providerVersion } from './common.ts'
import { defineRequest } from './define.ts'

/** Read the account's odds stream by this contract from now on. The page is reloaded, so that the stream is seen from its start. */
export const browserWatch = defineRequest(
  'browser.watch',
  'account',
  z.object({ ...accountScope, browserId: z.uuid(), providerId, contractVersion: providerVersion }),
  z.looseObject({}),
)
