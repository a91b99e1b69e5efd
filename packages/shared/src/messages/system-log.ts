import { z } from 'zod'
import { account, deskId, instant } from './common.ts'
import { defineEvent } from './define.ts'

/** Something an operator or an auditor will want to find later. The audit service keeps it. */
export const systemLog = defineEvent(
  'system.log',
  'global',
  z.object({
    service: z.string().max(40),
    level: z.enum(['info', 'warn', 'error']),
    code: z.string().max(60),
    message: z.string().max(1000),
    deskId: deskId.optional(),
    account: account.optional(),
    executionId: z.uuid().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    at: instant,
  }),
)
export type SystemLogEntry = z.infer<typeof systemLog.body>
