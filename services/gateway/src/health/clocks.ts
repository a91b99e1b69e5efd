import type { ServiceStatus } from '@surefoot/shared/messages'
import { describeOffset, isSkewed } from '@surefoot/shared/runtime'
import { SILENT_MS, type Sighting } from './evidence.ts'
import { isUsable, verdict, type Verdict } from './part-verdict.ts'

/** A machine whose clock is off, by what runs on it. */
export interface SkewedClock {
  /** A service, or `postgres`. */
  readonly service: string
  readonly instance: string | null
  /** Above 0 it is ahead. Of Postgres: of all others. */
  readonly offsetMs: number
}

/** As many measure the same offset only if it is the ledger's clock that is off. */
const MIN_AGREEING = 3
const AGREE_WITHIN_MS = 500

/** Every clock that is off, by what the instances report; the one of Postgres where all of them measure the same. */
export function findSkewedClocks(services: readonly Sighting<ServiceStatus>[]): SkewedClock[] {
  const measured = services.flatMap(({ agoMs, status: { clock, instance, phase, service } }) =>
    agoMs < SILENT_MS && phase !== 'stopped' && clock !== undefined
      ? [{ service, instance, clock }]
      : [],
  )
  const skewed = measured
    .filter(({ clock }) => isSkewed(clock))
    .map(({ service, instance, clock }) => ({ service, instance, offsetMs: clock.offsetMs }))
  const offsets = skewed.map(({ offsetMs }) => offsetMs)
  const areAll = skewed.length === measured.length && skewed.length >= MIN_AGREEING
  const spreadMs = Math.max(...offsets) - Math.min(...offsets)
  if (!areAll || spreadMs > AGREE_WITHIN_MS) return skewed
  return [{ service: 'postgres', instance: null, offsetMs: -(offsets[0] ?? 0) }]
}

/** "The clock of Postgres is 2.0 s ahead of the services' clocks", as a clause. */
export function describeClock({ service, instance, offsetMs }: SkewedClock): string {
  if (service !== 'postgres')
    return `The clock of ${service} (${instance}) is ${describeOffset({ offsetMs })}`
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(1)
  return `The clock of Postgres is ${seconds} s ${offsetMs > 0 ? 'ahead of' : 'behind'} the clocks of all services`
}

export const CLOCK_ADVICE = 'Synchronise it by NTP. No new execution begins until then.'

/** A part that replies and whose clock is off works only in part. */
export function withClocks<Part extends string>(
  verdicts: ReadonlyMap<Part, Verdict>,
  skewed: readonly SkewedClock[],
): Map<Part, Verdict> {
  return new Map(
    [...verdicts].map(([part, before]) => {
      const clock = skewed.find(({ service }) => service === part)
      if (clock === undefined || !isUsable(before)) return [part, before] as const
      return [part, verdict('slow', describeClock(clock), { advice: CLOCK_ADVICE })] as const
    }),
  )
}
