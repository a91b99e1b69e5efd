import { appraisalEnvironment } from '@surefoot/appraisal'
import { deskId } from '@surefoot/shared/messages'
import { milliseconds } from '@surefoot/shared/runtime'
import { z } from 'zod'

export const config = appraisalEnvironment.extend({
  DESK_ID: deskId.default('main'),
  /** Where an account opens if the operator names no other address. */
  URL_A: z.url().optional(),
  URL_B: z.url().optional(),
  COOLDOWN_MS: milliseconds.default(3000),
})
