import { instant } from '@surefoot/shared'
import { z } from 'zod'

/** The summary of `npm start -- --for SECONDS --report FILE`; its fields are explained in docs/report.md. */
export const report = z.object({
  startedAt: instant,
  seconds: z.number(),
  sources: z.array(z.string()),
  secondsToRunning: z.number().nullable(),
  executions: z.number().int(),
  bothAccepted: z.number().int(),
  hedged: z.number().int(),
  failed: z.number().int(),
  stillOpen: z.number().int(),
  expectedProfit: z.string(),
  bets: z.object({ ledger: z.number().int(), books: z.number().int() }),
  differences: z.array(
    z.object({ kind: z.string(), betReference: z.string(), details: z.string() }),
  ),
  leftBehind: z.object({ processes: z.array(z.string()), locks: z.array(z.string()) }),
  faults: z.array(z.string()),
})
export type Report = z.infer<typeof report>

/** A run is good when ledger and books agree and nothing is left. */
export function isGood(run: Report): boolean {
  return (
    run.differences.length === 0 &&
    run.leftBehind.processes.length === 0 &&
    run.leftBehind.locks.length === 0 &&
    run.stillOpen === 0 &&
    run.faults.length === 0
  )
}
