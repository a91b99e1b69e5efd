import { CLOCK_ADVICE, describeClock, type SkewedClock } from '../health/clocks.ts'
import type { Need } from './need.ts'

/** Clocks that an operator has to synchronise. */
export function needsOfClocks(clocks: readonly SkewedClock[]): Need[] {
  return clocks.map((clock) => ({
    id: `clock ${clock.service} ${clock.instance ?? ''}`.trim(),
    kind: 'server',
    account: null,
    executionId: null,
    legId: null,
    event: null,
    message: `${describeClock(clock)}. ${CLOCK_ADVICE}`,
    atRisk: null,
    since: null,
  }))
}
