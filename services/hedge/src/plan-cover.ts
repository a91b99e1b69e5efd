import { fromMinor, planHedge, sizeOther, toMinor, type StakeLimits } from '@surefoot/arbitrage'
import {
  legPrepare,
  NoReply,
  refuse,
  type LegPlan,
  type OpportunityLeg,
  type Refusal,
  type Slip,
} from '@surefoot/shared'
import type { LoneLeg } from './lone-leg.ts'
import type { Ports } from './ports.ts'

/** The lowest that the wire calls odds: to look at a price, whatever it is. */
const ANY_ODDS = '1.000001'

export interface Cover {
  readonly ok: true
  readonly plan: LegPlan
  /** What the slip shows now. */
  readonly odds: string
  readonly worstCaseMinor: number
}

/**
 * The bet on the opposite outcome at the lone leg's account, at its present odds and inside the loss limit, on the slip
 * and ready to be placed. No money moves. Refused with the reason for which a person has to decide.
 */
export async function planCover(ports: Ports, lone: LoneLeg): Promise<Cover | Refusal> {
  const { opposite, bet } = lone
  const terms = await ports.readTerms(lone.leg)
  if (!terms.ok) return terms
  if (opposite === null) return refuse('NO_PRICE', 'The opposite outcome has no price')
  const first = sizeOther({ ...bet, otherOdds: opposite.odds, limits: terms.limits })
  if (first === undefined) return refuse('NO_STAKE', 'No stake fits the limits of the opposite')
  const look = { stakeMinor: first.stakeMinor, leastOdds: ANY_ODDS }
  const seen = await prepare(ports, planLeg(ports, lone, opposite, look))
  if (!seen.ok) return seen
  const { odds, maxStake } = seen.slip
  const choice = planHedge({
    accepted: bet,
    opposite: { odds, limits: within(terms.limits, maxStake) },
    lossLimitMinor: ports.settings.lossLimitMinor,
  })
  if (choice.kind === 'hold') return refuse(choice.code, choice.reason)
  const plan = planLeg(ports, lone, opposite, choice)
  const isOnSlip = choice.stakeMinor === first.stakeMinor
  const prepared = isOnSlip ? seen : await prepare(ports, plan)
  return prepared.ok ? { ok: true, plan, odds, worstCaseMinor: choice.worstCaseMinor } : prepared
}

function planLeg(
  { epochMs, settings }: Ports,
  { leg }: LoneLeg,
  { selectionId }: NonNullable<OpportunityLeg['opposite']>,
  { stakeMinor, leastOdds }: { readonly stakeMinor: number; readonly leastOdds: string },
): LegPlan {
  const { deskId, account, executionId, providerId, contractVersion, eventId, venue } = leg
  return {
    deskId,
    account,
    legId: `${executionId}-H`,
    executionId,
    role: 'H',
    providerId,
    contractVersion,
    eventId,
    selectionId,
    stake: fromMinor(stakeMinor),
    leastOdds,
    deadline: new Date(epochMs() + settings.executionTimeoutMs).toISOString(),
    venue,
  }
}

async function prepare(
  { bus, settings }: Ports,
  plan: LegPlan,
): Promise<{ ok: true; slip: Slip } | Refusal> {
  try {
    return await bus.request(legPrepare, plan, { deadlineMs: settings.executionTimeoutMs })
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    return refuse(error.code === 'TIMEOUT' ? 'EXECUTOR_SILENT' : 'NO_EXECUTOR', error.message)
  }
}

function within(limits: StakeLimits, maxStake: string | null): StakeLimits {
  if (maxStake === null) return limits
  return { ...limits, maxMinor: Math.min(toMinor(maxStake), limits.maxMinor ?? Infinity) }
}
