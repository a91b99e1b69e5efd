import { fromMinor, isFinal } from '@surefoot/arbitrage'
import type { RuledExecution, RuledLeg } from './execution.ts'
import { branchesOf, leastOf, payoffOf, takenOf, worstOf } from './payoff.ts'
import { betsInForce, isExposed, isInForce, isPairFinal, worstInForce } from './position.ts'

export interface BetRefused {
  readonly code: 'A_NOT_ACCEPTED' | 'NOT_LONE' | 'NO_COVER'
  readonly message: string
}

/**
 * Why a leg may not become a bet beside those in force; undefined if it may. B depends on A being in force, a hedge on
 * something being exposed that can no longer be covered by the pair; and neither may lose more at worst, taken whole at its
 * least odds, than is lost without it. By that a hedge is never larger than the exposure that the permits allowed.
 */
export function refuseBet(execution: RuledExecution, leg: RuledLeg): BetRefused | undefined {
  if (leg.role === 'A') return undefined
  const refused = leg.role === 'B' ? refuseSecond(execution) : refuseHedge(execution, leg)
  return refused ?? refuseWorse(execution, leg)
}

function refuseSecond({ legs }: RuledExecution): BetRefused | undefined {
  const first = legs.find(({ role }) => role === 'A')
  if (first !== undefined && isInForce(first)) return undefined
  const { state = 'missing', settlement = null } = first ?? {}
  const ended = settlement === null ? state : `${state}, and its bet ended as ${settlement.result}`
  return { code: 'A_NOT_ACCEPTED', message: `Leg A is ${ended}: leg B may not be placed.` }
}

function refuseHedge(execution: RuledExecution, leg: RuledLeg): BetRefused | undefined {
  const states = execution.legs
    .filter(({ role }) => role !== 'H')
    .map(({ role, state, settlement }) => `${role} is ${settlement?.result ?? state}`)
    .join(', ')
  const isOtherOpen = execution.legs.some((other) => other !== leg && isOpenHedge(other))
  if (isPairFinal(execution) && !isOtherOpen && isExposed(execution)) return undefined
  return { code: 'NOT_LONE', message: `No exposure can be hedged: ${states}.` }
}

function isOpenHedge({ role, state }: RuledLeg): boolean {
  return role === 'H' && state !== 'AUTHORIZED' && !isFinal(state)
}

/** What the bets in force win at worst together with a leg, taken whole at its least odds, in minor units. */
export function worstWith(execution: RuledExecution, leg: RuledLeg): number {
  const inForce = betsInForce(execution).map((bet) => takenOf(execution, bet))
  return worstOf(payoffOf([...inForce, leastOf(execution, leg)], branchesOf(execution))).minor
}

function refuseWorse(execution: RuledExecution, leg: RuledLeg): BetRefused | undefined {
  const before = worstInForce(execution)
  const after = worstWith(execution, leg)
  if (after > before) return undefined
  const message = `Leg ${leg.role} with ${leg.stake} at ${leg.leastOdds} would leave ${fromMinor(after)} at worst; without it the bets in force have ${fromMinor(before)}.`
  return { code: 'NO_COVER', message }
}
