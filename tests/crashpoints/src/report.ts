import { z } from 'zod'
import { FAULT_KINDS } from './fault.ts'

const violation = z.object({
  /** The case that it happened in; null: it concerns the whole run. */
  case: z.string().nullable(),
  invariant: z.string(),
  subject: z.string(),
  details: z.string(),
})

/** The report of `npm run crashpoints -- --report FILE`; see "Crash points" in docs/safety.md. */
export const report = z.object({
  startedAt: z.iso.datetime(),
  seconds: z.number(),
  /** Cases by scenario; those in which nothing happened are not counted. */
  scenarios: z.record(z.string(), z.number().int()),
  cases: z.number().int(),
  /** With the rehearsals, and with the cases that were run again because their process did not come to the word. */
  runs: z.number().int(),
  /** By kind: how often a process came to the word and it happened. */
  faults: z.record(z.enum(FAULT_KINDS), z.number().int()),
  /** Bets in the bookmakers' private books. */
  bets: z.number().int(),
  /** How many executions the ledger had, and links its chain. */
  executions: z.number().int(),
  links: z.number().int(),
  violations: z.array(violation),
  /** What was waited for in vain, by case: for whoever looks into a violation. */
  late: z.record(z.string(), z.string()),
})
export type Report = z.output<typeof report>
