import { z } from 'zod'

const perPart = z.record(z.string(), z.number())

/** From a request to its closed row, of those that were asked for in the time that was measured. */
const latency = z.object({ p50Ms: z.number(), p99Ms: z.number() })

const phase = z.object({
  /** Executions a second that were asked for, and that were closed with both legs accepted. */
  askedPerSecond: z.number(),
  donePerSecond: z.number(),
  latency: latency.nullable(),
  /** How the requests ended. */
  ends: z.object({
    accepted: z.number().int(),
    failed: z.number().int(),
    refused: z.number().int(),
    expired: z.number().int(),
    unheard: z.number().int(),
  }),
  /** Processors that each part kept busy, and those that were busy with other things. */
  cores: perPart,
  otherCores: z.number(),
})
export type Phase = z.output<typeof phase>

/** One number of desks. */
export const measurement = z.object({
  desks: z.number().int(),
  intervalMs: z.number(),
  /** Nothing is asked for: heartbeats, leases, the watchdog, the statements. */
  idle: z.object({
    cores: perPart,
    otherCores: z.number(),
    commitsPerSecond: z.number(),
    redisCommandsPerSecond: z.number(),
  }),
  openLoop: phase,
  /** Beyond what is used while nothing happens; null if nothing was done. */
  perExecution: z
    .object({ cpuMs: perPart, commits: z.number(), redisCommands: z.number() })
    .nullable(),
  closedLoop: phase.extend({ bound: z.string() }),
  memoryMb: perPart,
  /** The workers' regular questions that the ledger did not answer within 2 s. */
  unanswered: z.number().int(),
  /** Lines that the processes logged as errors; they are in `.surefoot/scale/`. */
  errorsLogged: z.number().int(),
  bets: z.number().int(),
  violations: z.array(
    z.object({ invariant: z.string(), subject: z.string(), details: z.string() }),
  ),
})
export type Measurement = z.output<typeof measurement>

/** What `npm run scale -- --report FILE` writes. */
export const report = z.object({
  machine: z.object({ cores: z.number().int(), memoryGb: z.number() }),
  seconds: z.number(),
  /** Processes of audit and of execution. */
  instances: z.number().int(),
  browserMs: z.number().int(),
  measurements: z.array(measurement),
})
export type Report = z.output<typeof report>
