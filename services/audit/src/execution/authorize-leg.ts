import type { LegPlan } from '@surefoot/shared/messages'
import type { Leg } from '../generated/client.ts'
import type { Transaction } from '../database/open-database.ts'

/** Writes legs of one match into the plan: nothing of them has been sent. */
export function authorizeLegs(
  tx: Transaction,
  matchId: string,
  plans: readonly LegPlan[],
): Promise<Leg[]> {
  return tx.leg.createManyAndReturn({
    data: plans.map(({ legId, ...plan }) => ({ ...plan, id: legId, matchId })),
  })
}

/**
 * What is wrong with a plan for this place, as a sentence; undefined if nothing is. The id is its execution's with its role
 * behind, and is given for a hedge: there may be several.
 */
export function faultOfPlan(
  plan: LegPlan,
  place: Pick<LegPlan, 'deskId' | 'executionId' | 'role' | 'venue'>,
  legId = `${place.executionId}-${place.role}`,
): string | undefined {
  if (plan.legId !== legId || plan.role !== place.role)
    return `Leg ${plan.legId} is not leg ${place.role} of execution ${place.executionId}: that is ${legId}.`
  if (plan.executionId !== place.executionId || plan.deskId !== place.deskId)
    return `Leg ${plan.legId} belongs to another execution or desk.`
  if (plan.venue !== place.venue)
    return `Leg ${plan.legId} is for ${plan.venue}, its execution for ${place.venue}.`
  if (place.role !== 'H' && plan.account !== place.role)
    return `Leg ${plan.legId} is for account ${plan.account}.`
  if (Number(plan.stake) <= 0) return `Leg ${plan.legId} has no stake.`
  return undefined
}
