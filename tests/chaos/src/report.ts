import { z } from 'zod'

/** What a run of chaos came to; its fields are explained in docs/safety.md. */
export const report = z.object({
  seconds: z.number(),
  seed: z.number().int(),
  /** Instances of each service. */
  replicas: z.number().int(),
  executions: z.number().int(),
  /** That the worker put into the queue. */
  requests: z.number().int(),
  /** Executions asked for that neither have a row nor were refused: in a run without other faults than restarts there is none. */
  unanswered: z.array(z.string()),
  /** That the bookmakers' private books hold. */
  bets: z.number().int(),
  /** That happened and met something, by kind. */
  faults: z.record(z.string(), z.number().int()),
  /** That met nothing, by kind: they prove nothing and count for nothing. */
  missed: z.record(z.string(), z.number().int()),
  /** Of the executions, by how they ended. */
  outcomes: z.record(z.string(), z.number().int()),
  /** Legs that were a person's to decide at some time. */
  escalations: z.number().int(),
  /** How often the ledger itself halted the desk. HALT_ALL says that a bet is doubled or the chain broken. */
  halts: z.object({ HALT_NEW: z.number().int(), HALT_ALL: z.number().int() }),
  /** From the last fault until nothing was open and Redis counted what the ledger does; null: not within a minute. */
  secondsToQuiet: z.number().nullable(),
  violations: z.array(
    z.object({ invariant: z.string(), subject: z.string(), details: z.string() }),
  ),
  /** What happened when, in milliseconds from the beginning. */
  schedule: z.array(
    z.object({ atMs: z.number(), kind: z.string(), outcome: z.string(), fault: z.unknown() }),
  ),
})
export type ChaosReport = z.infer<typeof report>

export function isGood({ violations, halts }: ChaosReport): boolean {
  return violations.length === 0 && halts.HALT_ALL === 0
}
