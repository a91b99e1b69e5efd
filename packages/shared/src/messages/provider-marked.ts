import { z } from 'zod'
import { accountScope, origin, providerId, providerVersion } from './common.ts'
import { defineRequest } from './define.ts'

/** The operator says, from the extension, that the account's page is a provider's. */
export const providerMarked = defineRequest(
  'PROVIDER_MARKED',
  'global',
  z.object({ ...accountScope, browserId: z.uuid(), origin }),
  z.object({ providerId, contractVersion: providerVersion }),
)
