import { alertKind, type AlertKind } from '@surefoot/shared/messages'
import { z } from 'zod'

/** Sent unless it is configured otherwise: all but executions, of which a busy desk has one a second. */
export const USUAL_KINDS: readonly AlertKind[] = alertKind.options.filter(
  (kind) => kind !== 'execution',
)

/** Sent also in quiet hours: a bet may be exposed, or the desk does not trade and nobody is there to see it. */
const URGENT: ReadonlySet<AlertKind> = new Set<AlertKind>(['need', 'halt', 'service'])

export function isUrgent(kind: AlertKind): boolean {
  return URGENT.has(kind)
}

/** A list such as `need,halt`, or `all`. */
export const kindList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => (parts.length === 1 && parts[0] === 'all' ? alertKind.options : parts))
  .pipe(z.array(alertKind, `give all, or some of ${alertKind.options.join(', ')}; commas between`))
