import { z } from 'zod'
import { clipObject, clipText } from './clip.ts'
import { account, deskId, instant } from './common.ts'
import { defineEvent } from './define.ts'

/** A hundred entries must fit into one message of the bus. */
const DETAILS_BYTES = 4000
const MESSAGE_CHARS = 1000
const CODE_CHARS = 60

const clipCode = (code: string): string => clipText(code, CODE_CHARS)
const clipMessage = (message: string): string => clipText(message, MESSAGE_CHARS)
const clipDetails = (details: Record<string, unknown>): Record<string, unknown> =>
  clipObject(details, DETAILS_BYTES)

/**
 * Something an operator or an auditor will want to find later. The audit service keeps it. What is too long is cut with a
 * mark and not refused: an entry that says too much must not be lost.
 */
export const systemLog = defineEvent(
  'system.log',
  'global',
  z.object({
    service: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    level: z.enum(['info', 'warn', 'error']),
    code: z.string().overwrite(clipCode),
    message: z.string().overwrite(clipMessage),
    deskId: deskId.optional(),
    account: account.optional(),
    executionId: z.uuid().optional(),
    details: z.record(z.string(), z.unknown()).overwrite(clipDetails).optional(),
    at: instant,
  }),
)
export type SystemLogEntry = z.infer<typeof systemLog.body>

type Bounded = Pick<SystemLogEntry, 'code' | 'message' | 'details'>

/** An entry cut to its bounds, for its writer: what is larger than a message of the bus would not leave the process. */
export function clipEntry<E extends Bounded>(entry: E): E {
  const { code, message, details } = entry
  const bounded = { ...entry, code: clipCode(code), message: clipMessage(message) }
  return details === undefined ? bounded : { ...bounded, details: clipDetails(details) }
}
