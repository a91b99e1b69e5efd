import {
  refuse,
  type Leg,
  type LegPlan,
  type Opportunity,
  type Refusal,
} from '@surefoot/shared/messages'
import { METRICS, SPAN_ATTRIBUTES, withStage } from '@surefoot/shared/runtime'
import type { Slips } from '../legs/check-slip.ts'
import { denyLeg } from '../legs/move-leg.ts'
import { placeLeg } from '../legs/place-leg.ts'
import { awaitPending, resolveLeg } from '../legs/resolve-leg.ts'
import type { Ports } from '../ports.ts'
import type { LegPlans } from './plan-legs.ts'
import { resizeSecond } from './resize-second.ts'

export interface PreparedLegs {
  readonly opportunity: Opportunity
  readonly plans: LegPlans
  readonly slips: Slips
  /** Called when a leg is PENDING or UNKNOWN: from then on its provider is waited for, which may take long. */
  readonly onWait: () => void
}

/** Place A, and B only if A is accepted. Each is final or ESCALATED afterwards. Throws when the ledger is silent. */
export async function placeLegs(ports: Ports, prepared: PreparedLegs): Promise<void> {
  const { A, B } = prepared.plans
  const first = await place(ports, A, prepared.onWait)
  if (first.state !== 'ACCEPTED') {
    const why = `Leg A is ${first.state}, so leg B is not placed.`
    await denyLeg(ports, B.legId, refuse('FIRST_NOT_ACCEPTED', why))
    await resolveLeg(ports, first)
    return
  }
  const refused = await METRICS.secondLegDelay.time({}, () => placeSecond(ports, prepared, first))
  if (refused) await denyLeg(ports, B.legId, refused)
}

async function place(ports: Ports, plan: LegPlan, onWait: () => void): Promise<Leg> {
  return withStage('place', plan, async (span) => {
    const placed = await placeLeg(ports, plan)
    if (placed.state === 'PENDING' || placed.state === 'UNKNOWN') onWait()
    const leg = await awaitPending(ports, placed)
    span.setAttribute(SPAN_ATTRIBUTES.legState, leg.state)
    return leg
  })
}

async function placeSecond(
  ports: Ports,
  { opportunity, plans, slips, onWait }: PreparedLegs,
  first: Leg,
): Promise<Refusal | undefined> {
  const terms = await ports.readTerms(plans.B)
  if (!terms.ok) return terms
  const resized = await resizeSecond(ports, {
    opportunity,
    first,
    second: plans.B,
    slip: slips.B,
    limits: terms.limits,
  })
  if (!resized.ok) return resized
  await resolveLeg(ports, await place(ports, resized.plan, onWait))
  return undefined
}
