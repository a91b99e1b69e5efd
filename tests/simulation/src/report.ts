import { z } from 'zod'
import { FAULTS } from './faults/kinds.ts'
import { OUTCOMES } from './outcomes.ts'

const count = z.number().int().nonnegative()

/** What a run of the simulation writes, and what it is judged by. */
export const report = z.object({
  seeds: count,
  firstSeed: count,
  executions: count,
  /** That the bookmakers took. */
  bets: count,
  /** Of the simulated world, one after another. */
  events: count,
  faults: z.record(z.enum(FAULTS), count),
  outcomes: z.record(z.enum(OUTCOMES), count),
  /** What the run was to reach and did not: it proves too little then. */
  missed: z.array(z.string()),
  violations: z.array(
    z.object({
      seed: count,
      invariant: z.string(),
      subject: z.string(),
      details: z.string(),
    }),
  ),
  seedsPerSecond: z.number(),
  passed: z.boolean(),
})
export type Report = z.infer<typeof report>
