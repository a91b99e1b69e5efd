import { z } from 'zod'
import { account, deskId, instant } from './common.ts'
import { defineEvent } from './define.ts'

/** Larger details are cut: a list of a hundred entries must fit into one message of the bus. */
const LOG_DETAILS_CHARS = 4000

/** Details as they are kept: whole, or the beginning of their JSON text. */
function clipDetails(details: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(details)
  return text.length <= LOG_DETAILS_CHARS
    ? details
    : { clipped: text.slice(0, LOG_DETAILS_CHARS), characters: text.length }
}

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
    details: z.record(z.string(), z.unknown()).overwrite(clipDetails).optional(),
    at: instant,
  }),
)
export type SystemLogEntry = z.infer<typeof systemLog.body>
