import { isFinal, outcomesOf, toMinor, worstCaseProfit, type StakedBet } from '@surefoot/arbitrage'
import type { ExecutionRecord, Leg, OpportunityLeg } from '@surefoot/shared'

/** A leg that was accepted while the other can no longer be. */
export interface LoneLeg {
  readonly leg: Leg
  /** As the provider took it. */
  readonly bet: StakedBet
  readonly opposite: OpportunityLeg['opposite']
}

/** The leg that stands alone in an execution, if one does. */
export function findLone({ opportunity, legs }: ExecutionRecord): LoneLeg | undefined {
  const sides = legs.filter(({ role }) => role !== 'H')
  const [leg, ...others] = sides.filter(({ state }) => state === 'ACCEPTED')
  const failed = sides.find(({ state }) => state !== 'ACCEPTED')
  if (leg === undefined || others.length > 0 || failed === undefined) return undefined
  if (!isFinal(failed.state)) return undefined
  const { odds, outcome, opposite } = opportunity.legs[leg.account]
  return { leg, bet: betOf(leg, { odds, outcome }), opposite }
}

/** What the lone leg and its accepted hedge win together at worst, in minor units; negative is a loss. */
export function worstCaseOf(record: ExecutionRecord, lone: LoneLeg, hedge: Leg): number {
  const { market, sport } = record.execution
  const outcomes = outcomesOf(market, sport) ?? []
  const covered = lone.opposite === null ? [] : [betOf(hedge, lone.opposite)]
  return worstCaseProfit([lone.bet, ...covered], outcomes)
}

function betOf(leg: Leg, quoted: Pick<OpportunityLeg, 'odds' | 'outcome'>): StakedBet {
  return {
    outcome: quoted.outcome,
    stakeMinor: toMinor(leg.receipt?.stake ?? leg.stake),
    odds: leg.receipt?.odds ?? quoted.odds,
  }
}
