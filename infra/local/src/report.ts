import { instant } from '@surefoot/shared/messages'
import { z } from 'zod'

/** The report of a run; its fields are explained in docs/report.md. Null is not known: what it needs could not be read. */
export const report = z.object({
  startedAt: instant,
  seconds: z.number(),
  /** What ended the run. */
  endedBy: z.enum(['time', 'ctrl-c', 'fault', 'force']),
  sources: z.array(z.string()),
  secondsToRunning: z.number().nullable(),
  executions: z.number().int().nullable(),
  bothAccepted: z.number().int().nullable(),
  hedged: z.number().int().nullable(),
  failed: z.number().int().nullable(),
  stillOpen: z.number().int().nullable(),
  expectedProfit: z.string().nullable(),
  comparedSince: instant.nullable(),
  bets: z.object({ ledger: z.number().int(), books: z.number().int() }).nullable(),
  differences: z.array(
    z.object({ kind: z.string(), betReference: z.string(), details: z.string() }),
  ),
  droppedMessages: z.array(z.string()),
  leftBehind: z.object({ processes: z.array(z.string()), locks: z.array(z.string()) }),
  faults: z.array(z.string()),
})
export type Report = z.infer<typeof report>

/** A run is good when ledger and books agree and nothing is left. */
export function isGood(run: Report): boolean {
  return (
    run.differences.length === 0 &&
    run.droppedMessages.length === 0 &&
    run.leftBehind.processes.length === 0 &&
    run.leftBehind.locks.length === 0 &&
    (run.stillOpen ?? 0) === 0 &&
    run.faults.length === 0
  )
}
