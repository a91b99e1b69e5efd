import {
  isFinal,
  outcomesOf,
  toMinor,
  type BackKind,
  type OpenBets,
  type StakedBet,
} from '@surefoot/arbitrage'
import { Fault, type ExecutionRecord, type Leg, type LegPlan, type Outcome } from '@surefoot/shared'

/** Where an outcome against the lone leg may be backed. */
export interface Side extends Pick<
  LegPlan,
  'account' | 'providerId' | 'contractVersion' | 'eventId' | 'selectionId'
> {
  readonly kind: BackKind
  readonly outcome: Outcome
}

/** A leg that was accepted while the other can no longer be. */
export interface LoneLeg {
  readonly leg: Leg
  /** With what its hedge is covered, if one was accepted. */
  readonly bets: OpenBets
  readonly sides: readonly Side[]
}

/** The leg that stands alone in an execution, if one does. Only a leg that has ended without a bet leaves one alone. */
export function findLone(record: ExecutionRecord): LoneLeg | undefined {
  const { execution, opportunity, legs } = record
  const pair = legs.filter(({ role }) => role !== 'H')
  const [leg, ...others] = pair.filter(({ state }) => state === 'ACCEPTED')
  const failed = pair.find(({ state }) => state !== 'ACCEPTED')
  if (leg === undefined || others.length > 0 || failed === undefined) return undefined
  if (!isFinal(failed.state)) return undefined
  const { outcome } = opportunity.legs[leg.account]
  const against = opportunity.legs[failed.account].outcome
  return {
    leg,
    bets: {
      outcomes: outcomesOf(execution.market, execution.sport) ?? [],
      lone: betOf(leg, outcome),
      others: legs
        .filter(({ role, state }) => role === 'H' && state === 'ACCEPTED')
        .map((hedge) => betOf(hedge, against)),
    },
    sides: sidesOf(record, leg, failed),
  }
}

/** The side of a kind. Throws Fault if there is none: only a side that was quoted is asked for. */
export function sideOf({ leg, sides }: LoneLeg, kind: BackKind): Side {
  const side = sides.find((each) => each.kind === kind)
  if (side !== undefined) return side
  throw new Fault('NO_SIDE', `Leg ${leg.legId} has no ${kind} that could be backed`, 'reconcile')
}

function sidesOf({ opportunity }: ExecutionRecord, lone: Leg, failed: Leg): Side[] {
  const sides: Side[] = [sideAt(failed, 'other_side', opportunity.legs[failed.account])]
  const { opposite } = opportunity.legs[lone.account]
  if (opposite !== null) sides.push(sideAt(lone, 'opposite', opposite))
  return sides
}

function sideAt(
  { account, providerId, contractVersion, eventId }: Leg,
  kind: BackKind,
  { selectionId, outcome }: Pick<Side, 'selectionId' | 'outcome'>,
): Side {
  return { kind, account, providerId, contractVersion, eventId, selectionId, outcome }
}

/** Where the receipt says nothing, the bet is no better than it was allowed to be. */
function betOf({ receipt, stake, leastOdds }: Leg, outcome: Outcome): StakedBet {
  return {
    outcome,
    stakeMinor: toMinor(receipt?.stake ?? stake),
    odds: receipt?.odds ?? leastOdds,
  }
}
