import { compareOdds, toMinor } from '@surefoot/arbitrage'
import type { LegPlan, Permit } from '@surefoot/shared/messages'

export interface PermitUse {
  readonly plan: LegPlan
  readonly permit: Permit
  readonly isSimulated: boolean
  /** Of the permit's life, on the monotonic clock, counted from before it was asked for. */
  readonly leftMs: number
}

/** Why a permit may not be used, in a sentence; undefined: it may. */
export function findHindrance({
  plan,
  permit,
  isSimulated,
  leftMs,
}: PermitUse): string | undefined {
  const isSame =
    permit.legId === plan.legId &&
    permit.selectionId === plan.selectionId &&
    toMinor(permit.stake) === toMinor(plan.stake) &&
    compareOdds(permit.leastOdds, plan.leastOdds) === 0 &&
    permit.venue === plan.venue
  if (!isSame) return 'Nothing was clicked: the permit is not for the leg as it was asked for.'
  if (permit.safeMode && !isSimulated)
    return 'Nothing was clicked: a permit of safe mode is for simulated browsers only.'
  // A process that stood still finds its permit old: the fence would hold the bet back, and there is nothing to click for.
  if (leftMs <= 0) return 'Nothing was clicked: the permit had run out when it came.'
  return undefined
}
