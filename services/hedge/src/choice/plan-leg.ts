import { fromMinor, type BackKind } from '@surefoot/arbitrage'
import type { ExposedBets, Side } from '@surefoot/execution-rules'
import { Fault } from '@surefoot/shared/bus'
import type { LegPlan } from '@surefoot/shared/messages'

export interface LegTerms {
  /** Of the hedge leg. */
  readonly legId: string
  readonly stakeMinor: number
  readonly leastOdds: string
  /** Milliseconds since 1970. */
  readonly deadlineMs: number
}

/** The hedge leg of a lone leg's execution at one side. */
export function planLeg({ leg }: ExposedBets, side: Side, terms: LegTerms): LegPlan {
  const { deskId, executionId, venue } = leg
  const { account, providerId, contractVersion, eventId, selectionId } = side
  return {
    deskId,
    account,
    legId: terms.legId,
    executionId,
    role: 'H',
    providerId,
    contractVersion,
    eventId,
    selectionId,
    stake: fromMinor(terms.stakeMinor),
    leastOdds: terms.leastOdds,
    deadline: new Date(terms.deadlineMs).toISOString(),
    venue,
  }
}

/** The side of a kind. Throws Fault if there is none: only a side that was quoted is asked for. */
export function sideOf({ leg, sides }: ExposedBets, kind: BackKind): Side {
  const side = sides.find((each) => each.kind === kind)
  if (side !== undefined) return side
  throw new Fault('NO_SIDE', `Leg ${leg.legId} has no ${kind} that could be backed`, 'reconcile')
}
