import type { BackKind } from '@surefoot/arbitrage'
import { findExposed, type ExposedBets, type Side } from '@surefoot/execution-rules'
import { Fault } from '@surefoot/shared'

export { findExposed, type ExposedBets, type Side }

/** The side of a kind. Throws Fault if there is none: only a side that was quoted is asked for. */
export function sideOf({ leg, sides }: ExposedBets, kind: BackKind): Side {
  const side = sides.find((each) => each.kind === kind)
  if (side !== undefined) return side
  throw new Fault('NO_SIDE', `Leg ${leg.legId} has no ${kind} that could be backed`, 'reconcile')
}
