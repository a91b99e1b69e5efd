import { fromMinor, isFinal, toMinor } from '@surefoot/arbitrage'
import type { LegState } from '@surefoot/shared/messages'
import type { Violation } from './evidence.ts'
import { branchesOf, outcomeOf, toleranceOf, worstOf } from './payoff.ts'
import { legsOf, siblingOf, type Replay, type ReplayedLeg } from './replay.ts'
import type { LinkRule } from './rule.ts'

/** I6: a hedge is armed only when A and B can no longer change, and only for bets that lose more than a step at worst. */
export const checkHedges: LinkRule = ({ fact, before }, { records }) => {
  if (fact.kind !== 'leg.armed') return []
  const leg = before.legs.get(fact.details.permit.legId)
  if (leg?.role !== 'H') return []
  const broken = (details: string) => [violationOf(leg, details)]
  const [A, B] = (['A', 'B'] as const).map((role) => siblingOf(before, leg, role)?.state)
  const isSettled = A !== undefined && B !== undefined && isFinal(A) && isFinal(B)
  if (!isSettled)
    return broken(`It was armed while A was ${A ?? 'not planned'} and B ${B ?? 'not planned'}`)
  const record = records.find(({ execution }) => execution.id === leg.executionId)
  if (record === undefined) return []
  const inForce = betsInForce(before, leg)
  if (inForce.length === 0) return broken('It was armed while no bet of its execution was in force')
  const bets = inForce.map((bet) => ({
    outcome: outcomeOf(record, bet),
    stakeMinor: toMinor(bet.acceptedStake ?? bet.stake),
    odds: bet.acceptedOdds ?? bet.leastOdds,
  }))
  const worst = worstOf(bets, branchesOf(record))
  if (worst < -toleranceOf(record)) return []
  return broken(`It was armed for bets that were covered: ${fromMinor(worst)} at worst`)
}

/** A hedge leg that is one of these is no bet and never will be. */
const NO_BET: ReadonlySet<LegState> = new Set(['REJECTED', 'ABSENT', 'DENIED', 'VOID'])

/**
 * I6: a hedge leg follows another only once that one is proven to be no bet, or an operator chose it beside one that is a
 * bet. Counted from the chain alone: what a plan was and what had become of those before it.
 */
export const checkNextHedges: LinkRule = ({ fact, before }) => {
  if (fact.kind !== 'hedge.planned' || fact.details.leg === undefined) return []
  const { leg, by } = fact.details
  const earlier = legsOf(before, leg.executionId).filter(({ role }) => role === 'H')
  return earlier.flatMap(({ legId, state, account, selectionId }) => {
    if (by !== undefined && state === 'ACCEPTED') return []
    if (!NO_BET.has(state)) return [violationOf(leg, `It was planned while ${legId} was ${state}`)]
    const isSame = account === leg.account && selectionId === leg.selectionId
    if (by !== undefined || !isSame) return []
    return [violationOf(leg, `It was planned on the selection on which ${legId} was ${state}`)]
  })
}

function violationOf({ legId }: Pick<ReplayedLeg, 'legId'>, details: string): Violation {
  return { invariant: 'I6', subject: legId, details }
}

function betsInForce(before: Replay, { executionId }: ReplayedLeg): ReplayedLeg[] {
  return legsOf(before, executionId).filter(
    (one) => one.state === 'ACCEPTED' && one.settledAs === null,
  )
}
