import { z } from 'zod'
import { FLOOR_PARTS, type Floor } from './floor.ts'
import { ROUND_TRIPS, type RoundTrips } from './round-trips.ts'

const milliseconds = z.object({ p50: z.number(), p99: z.number() })
type Milliseconds = z.output<typeof milliseconds>

const processor = z.object({ ledger: z.number(), execution: z.number(), postgres: z.number() })
/** Processor time in milliseconds: of the audit service, of the execution service with its executors, of Postgres. */
export type Processor = z.output<typeof processor>

/** What `npm run bench -- --report FILE` writes. */
export const report = z.object({
  executions: z.number().int(),
  /** From the request in the service's hands to the permit of leg A at its executor, without preparing the slips. */
  requestToPermitMs: milliseconds,
  /** The same acts as prepared SQL and bare messages, in series. */
  floorMs: milliseconds,
  floorPartsMs: z.record(z.enum(FLOOR_PARTS), milliseconds),
  /** Our own calls, one after the other. */
  roundTripsMs: z.record(z.enum(ROUND_TRIPS), milliseconds),
  /** Of the medians. */
  ratio: z.number(),
  /** Of one execution, from the request to its end. */
  processorMs: processor,
  /** What `packages/provider` says of mapping a frame; empty if it was not asked. */
  frames: z.array(z.string()),
})
export type Report = z.output<typeof report>

/** The smallest value that the given part of all values does not exceed. Throws if there is none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]
  if (value === undefined) throw new Error('There is nothing to take a percentile of.')
  return value
}

export interface Measured {
  readonly costsMs: readonly number[]
  readonly floors: readonly Floor[]
  readonly roundTrips: readonly RoundTrips[]
  /** Of all executions together. */
  readonly processor: Processor
}

export function summarise({
  costsMs,
  floors,
  roundTrips,
  processor: used,
}: Measured): Omit<Report, 'frames'> {
  const of = (values: readonly number[]): Milliseconds => ({
    p50: rounded(percentile(values, 0.5)),
    p99: rounded(percentile(values, 0.99)),
  })
  const part = (name: keyof Floor): Milliseconds => of(floors.map((floor) => floor[name]))
  const trip = (name: keyof RoundTrips): Milliseconds => of(roundTrips.map((one) => one[name]))
  const each = (ms: number): number => rounded(ms / costsMs.length)
  const requestToPermitMs = of(costsMs)
  const floorMs = of(floors.map(({ messages, open, arm }) => messages + open + arm))
  return {
    executions: costsMs.length,
    requestToPermitMs,
    floorMs,
    floorPartsMs: { messages: part('messages'), open: part('open'), arm: part('arm') },
    roundTripsMs: {
      lock: trip('lock'),
      open: trip('open'),
      reserve: trip('reserve'),
      arm: trip('arm'),
    },
    ratio: rounded(requestToPermitMs.p50 / floorMs.p50),
    processorMs: {
      ledger: each(used.ledger),
      execution: each(used.execution),
      postgres: each(used.postgres),
    },
  }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
