import { z } from 'zod'
import { ROUND_TRIPS, type Floor } from './floor.ts'

const milliseconds = z.object({ p50: z.number(), p99: z.number() })
type Milliseconds = z.output<typeof milliseconds>

/** What `npm run bench -- --report FILE` writes. */
export const report = z.object({
  executions: z.number().int(),
  /** From the request in the service's hands to the permit of leg A at its executor, without preparing the slips. */
  requestToPermitMs: milliseconds,
  /** The same round trips as bare calls in series. */
  floorMs: milliseconds,
  roundTripsMs: z.record(z.enum(ROUND_TRIPS), milliseconds),
  /** Of the medians. */
  ratio: z.number(),
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

export function summarise(
  costsMs: readonly number[],
  floors: readonly Floor[],
): Omit<Report, 'frames'> {
  const of = (values: readonly number[]): Milliseconds => ({
    p50: rounded(percentile(values, 0.5)),
    p99: rounded(percentile(values, 0.99)),
  })
  const trip = (name: keyof Floor): Milliseconds => of(floors.map((floor) => floor[name]))
  const requestToPermitMs = of(costsMs)
  const floorMs = of(floors.map(({ lock, open, reserve, arm }) => lock + open + reserve + arm))
  return {
    executions: costsMs.length,
    requestToPermitMs,
    floorMs,
    roundTripsMs: {
      lock: trip('lock'),
      open: trip('open'),
      reserve: trip('reserve'),
      arm: trip('arm'),
    },
    ratio: rounded(requestToPermitMs.p50 / floorMs.p50),
  }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
