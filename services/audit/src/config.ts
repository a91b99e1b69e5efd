import { amount } from '@surefoot/shared'
import { z } from 'zod'

/** The environment of the audit service, besides what every service reads. */
export const auditEnvironment = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'give an address such as postgres://user:password@127.0.0.1:5432/surefoot',
  }),
  /** For each account, in its currency. */
  MAX_EXPOSURE_PER_MATCH: amount.default('1000'),
  MAX_TOTAL_EXPOSURE: amount.default('5000'),
})
