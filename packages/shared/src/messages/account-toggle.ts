import { z } from 'zod'
import { accountState } from './account-state.ts'
import { accountScope, actor } from './common.ts'
import { defineRequest } from './define.ts'

/** Turn an account on at a URL, or off. */
export const accountToggle = defineRequest(
  'account.toggle',
  'global',
  z.object({ ...accountScope, on: z.boolean(), url: z.string().max(2000).optional(), actor }),
  z.object({ state: accountState }),
)
