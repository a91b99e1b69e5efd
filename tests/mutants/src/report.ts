import { z } from 'zod'

/** What `npm run mutants -- --report FILE` writes. */
export const report = z.object({
  startedAt: z.iso.datetime(),
  seconds: z.number(),
  planted: z.number().int(),
  caught: z.number().int(),
  mutants: z.array(
    z.object({
      name: z.string(),
      bug: z.string(),
      breaks: z.array(z.string()),
      file: z.string(),
      caughtBy: z.string(),
      isCaught: z.boolean(),
      details: z.string(),
      seconds: z.number(),
    }),
  ),
  /** Tests that fail without any bug: their verdicts are worth nothing. */
  faults: z.array(z.string()),
})
export type Report = z.infer<typeof report>
