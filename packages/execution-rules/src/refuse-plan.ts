/**
 * Owns whether the plan of an execution is a sure bet by its own facts, before it is opened: whoever asked for it.
 *
 * 1. Each leg is the one that the opportunity names, with its stake.
 * 2. The outcomes are the two of a two-way market.
 * 3. The worst case of the stakes at these odds is what is claimed, and at least the smallest profit that is taken.
 */
import { leastProfitOf, oppositeOf, outcomesOf, toMinor, fromMinor } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  refuse,
  type Account,
  type LegPlan,
  type Opportunity,
  type Refusal,
} from '@surefoot/shared/messages'

export interface Plan {
  readonly deskId: string
  readonly opportunity: Opportunity
  readonly legs: Readonly<Record<Account, LegPlan>>
}

/** Refused: INVALID_LEG, NOT_OPPOSITE, NO_PROFIT, PROFIT_OVERSTATED. Undefined: the plan wins whatever happens. */
export function refusePlan(
  plan: Plan,
  { minProfitBps }: { readonly minProfitBps: number },
): Refusal | undefined {
  return refuseLegs(plan) ?? refuseOutcomes(plan.opportunity) ?? refuseProfit(plan, minProfitBps)
}

function refuseLegs({ deskId, opportunity, legs }: Plan): Refusal | undefined {
  const { A, B } = opportunity.legs
  if (opportunity.deskId !== deskId)
    return refuse('INVALID_LEG', `The opportunity is of desk ${opportunity.deskId}, not ${deskId}.`)
  if (A.currency !== B.currency)
    return refuse(
      'INVALID_LEG',
      `Account A bets in ${A.currency}, account B in ${B.currency}: their stakes do not cover each other.`,
    )
  const wrong = ACCOUNTS.find((account) => !isSameBet(legs[account], opportunity.legs[account]))
  if (wrong !== undefined)
    return refuse(
      'INVALID_LEG',
      `Leg ${legs[wrong].legId} is not the bet of its opportunity: ${describeBet(legs[wrong])}, not ${describeBet(opportunity.legs[wrong])}.`,
    )
  const over = ACCOUNTS.find((account) => isOverMax(opportunity.legs[account]))
  if (over === undefined) return undefined
  const { stake, maxStake } = opportunity.legs[over]
  return refuse(
    'INVALID_LEG',
    `Leg ${legs[over].legId} stakes ${stake}; its provider takes up to ${maxStake ?? 'any'}.`,
  )
}

type Bet = Pick<LegPlan, 'providerId' | 'contractVersion' | 'eventId' | 'selectionId' | 'stake'>

function isSameBet(plan: Bet, asked: Bet): boolean {
  return (
    plan.providerId === asked.providerId &&
    plan.contractVersion === asked.contractVersion &&
    plan.eventId === asked.eventId &&
    plan.selectionId === asked.selectionId &&
    toMinor(plan.stake) === toMinor(asked.stake)
  )
}

function describeBet({ providerId, contractVersion, eventId, selectionId, stake }: Bet): string {
  return `${stake} on ${selectionId} of event ${eventId} at ${providerId} version ${contractVersion}`
}

function isOverMax({ stake, maxStake }: Opportunity['legs'][Account]): boolean {
  return maxStake !== null && toMinor(stake) > toMinor(maxStake)
}

function refuseOutcomes({ market, sport, legs: { A, B } }: Opportunity): Refusal | undefined {
  const pair = outcomesOf(market, sport)
  if (pair?.includes(A.outcome) === true && oppositeOf(A.outcome) === B.outcome) return undefined
  return refuse(
    'NOT_OPPOSITE',
    `${A.outcome} at account A and ${B.outcome} at account B are not the two outcomes of ${market} of ${sport}.`,
  )
}

function refuseProfit({ opportunity }: Plan, minProfitBps: number): Refusal | undefined {
  const { market, line, legs, profit, profitBps } = opportunity
  const least = leastProfitOf({ market, line }, legs)
  const staked = toMinor(legs.A.stake) + toMinor(legs.B.stake)
  if (least === undefined)
    return refuse('NO_PROFIT', `What a bet on line ${line ?? 'none'} pays is not known.`)
  const ownBps = staked === 0 ? 0 : Math.floor((least * 10_000) / staked)
  if (least <= 0 || ownBps < minProfitBps)
    return refuse(
      'NO_PROFIT',
      `Stakes of ${legs.A.stake} at ${legs.A.odds} and ${legs.B.stake} at ${legs.B.odds} win ${fromMinor(least)} at worst, ${percentOf(ownBps)}; at least ${percentOf(minProfitBps)} is taken.`,
    )
  if (least === toMinor(profit) && ownBps === profitBps) return undefined
  return refuse(
    'PROFIT_OVERSTATED',
    `The opportunity promises ${profit}, ${percentOf(profitBps)}; its stakes win ${fromMinor(least)}, ${percentOf(ownBps)}, at worst.`,
  )
}

function percentOf(bps: number): string {
  return `${(bps / 100).toFixed(2)} %`
}
