import {
  compareOdds,
  fromMinor,
  leastOddsOfSecond,
  sizeOther,
  toMinor,
  type StakeLimits,
} from '@surefoot/arbitrage'
import {
  refuse,
  type Leg,
  type LegPlan,
  type Opportunity,
  type Refusal,
  type Slip,
} from '@surefoot/shared/messages'
import { prepareLeg } from '../legs/ask-browser.ts'
import type { Ports } from '../ports.ts'

export interface ResizeInput {
  readonly opportunity: Opportunity
  /** Leg A, accepted. */
  readonly first: Leg
  readonly second: LegPlan
  /** What B's slip said when both were prepared. */
  readonly slip: Slip
  /** The stakes that B's provider takes. */
  readonly limits: StakeLimits
}

export interface Resized {
  readonly stake: string
  readonly leastOdds: string
}

const HEDGED = 'A is exposed alone and is hedged.'

/**
 * The stake and least odds of B that cover what A's provider really took; `keep` if it took what was asked for.
 * Refused: NOT_COVERABLE, if no stake fits, or the pair would lose more than one step of B's stake at worst. So much the
 * rounding to whole steps may cost a pair that breaks even; a pair that loses more is left to the hedge and its loss limit.
 */
export function decideResize(input: ResizeInput): Resized | 'keep' | Refusal {
  const { opportunity, first, second, slip, limits } = input
  const asked = opportunity.legs.A
  const stake = first.receipt?.stake ?? first.stake
  const odds = first.receipt?.odds ?? asked.odds
  if (toMinor(stake) === toMinor(asked.stake) && compareOdds(odds, asked.odds) === 0) return 'keep'
  const sized = sizeOther({
    stakeMinor: toMinor(stake),
    odds,
    otherOdds: slip.odds,
    limits: { ...limits, maxMinor: leastOf(limits.maxMinor, slip.maxStake) },
  })
  if (sized === undefined) {
    return refuse(
      'NOT_COVERABLE',
      `No stake that ${second.providerId} takes covers ${stake}: ${HEDGED}`,
    )
  }
  if (sized.worstCaseMinor < -limits.stepMinor) {
    const loss = fromMinor(-sized.worstCaseMinor)
    const why = `A was taken at ${stake} and ${odds}: with B at ${slip.odds} the pair would lose ${loss} at worst: ${HEDGED}`
    return refuse('NOT_COVERABLE', why)
  }
  const leastOdds = leastOddsOfSecond({
    stakeMinor: sized.stakeMinor,
    otherStakeMinor: toMinor(stake),
    lossLimitMinor: 0,
  })
  return { stake: fromMinor(sized.stakeMinor), leastOdds }
}

function leastOf(maxMinor: number | null, maxStake: string | null): number | null {
  const limits = [maxMinor, maxStake === null ? null : toMinor(maxStake)].filter(
    (limit) => limit !== null,
  )
  return limits.length === 0 ? null : Math.min(...limits)
}

/**
 * B as it may be placed after A: as planned, or re-sized in the ledger and on the slip. Refused when it may not be placed
 * any more.
 */
export async function resizeSecond(
  ports: Ports,
  input: ResizeInput,
): Promise<{ ok: true; plan: LegPlan } | Refusal> {
  const decision = decideResize(input)
  if (decision === 'keep') return { ok: true, plan: input.second }
  if ('ok' in decision) return decision
  const { legId } = input.second
  const resized = await ports.ledger.resize({ legId, ...decision, by: 'execution' })
  if (!resized.ok) return resized
  const prepared = await prepareLeg(ports, resized.leg)
  return prepared.ok ? { ok: true, plan: resized.leg } : prepared
}
