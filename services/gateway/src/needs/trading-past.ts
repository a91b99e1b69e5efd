import { control, instant, type AuditEvent, type Control } from '@surefoot/shared/messages'
import { z } from 'zod'

/** Why the desk stands, and since when. */
export const halt = z.object({
  /** As the service that halted it said; null where a person gave none. */
  reason: z.string().nullable(),
  actor: z.string(),
  executionId: z.uuid().nullable(),
  at: instant,
})
export type Halt = z.infer<typeof halt>

interface Change extends Halt {
  readonly trading: Control['trading']
}

export interface TradingPast {
  /** The change that made trading what it is; null where the links do not reach back to it. */
  readonly present: Change | null
  /** When the desk last began to run; null where the links do not reach back to it. */
  readonly runSince: string | null
}

const controlled = z.object({
  deskId: z.string(),
  control,
  actor: z.string(),
  reason: z.string().nullable(),
})

/** How a desk's trading came to be what it is, from the latest links of the audit chain, newest first. */
export function readTradingPast(links: readonly AuditEvent[], deskId: string): TradingPast {
  const changes = links.flatMap((link) => readChange(link, deskId))
  const [latest] = changes
  if (latest === undefined) return { present: null, runSince: null }
  const present = beginningOf(changes, latest.trading) ?? latest
  const lastRun = changes.findIndex((change) => change.trading === 'RUN')
  const sinceRun = lastRun === -1 ? undefined : beginningOf(changes.slice(lastRun), 'RUN')
  return { present, runSince: sinceRun?.at ?? null }
}

/** Why the desk does not run; null while it runs, and where what is known of the past is not of the present. */
export function haltOf({ present }: TradingPast, { trading }: Control): Halt | null {
  return trading !== 'RUN' && present?.trading === trading ? present : null
}

/** The oldest of the changes at the head of the list that have this trading: those after it changed something else. */
function beginningOf(changes: readonly Change[], trading: Control['trading']): Change | undefined {
  const end = changes.findIndex((change) => change.trading !== trading)
  return changes.at(end === -1 ? -1 : end - 1)
}

function readChange({ kind, at, executionId, details }: AuditEvent, deskId: string): Change[] {
  const reading = kind === 'desk.controlled' ? controlled.safeParse(details) : undefined
  if (reading?.success !== true || reading.data.deskId !== deskId) return []
  const { actor, reason } = reading.data
  return [{ trading: reading.data.control.trading, actor, reason, executionId, at }]
}
