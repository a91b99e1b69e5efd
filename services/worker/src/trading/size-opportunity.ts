import {
  fromMinor,
  profitBpsOf,
  sizeLegs,
  tiesOf,
  toMinor,
  withTies,
  type StakeLimits,
} from '@surefoot/arbitrage'
import {
  ok,
  refuse,
  type Account as AccountName,
  type Opportunity,
  type Refusal,
} from '@surefoot/shared/messages'
import type { ContractStake } from '../desk/read-stake.ts'

/** The opportunity with the operator's stake on leg A at most, and B's that follows. Refused: NO_STAKE, NO_PROFIT. */
export function sizeOpportunity(
  opportunity: Opportunity,
  stakeA: string,
  contracts: Readonly<Record<AccountName, ContractStake>>,
): { readonly ok: true; readonly opportunity: Opportunity } | Refusal {
  const { A, B } = opportunity.legs
  const free = sizeLegs({
    oddsA: A.odds,
    oddsB: B.odds,
    stakeAMinor: toMinor(stakeA),
    limits: { A: limitsOf(A, contracts.A), B: limitsOf(B, contracts.B) },
  })
  if (free === undefined)
    return refuse(
      'NO_STAKE',
      `No stakes up to ${stakeA} fit the limits of both providers. Give another stake.`,
    )
  const ties = tiesOf(opportunity)
  if (ties === undefined)
    return refuse('NO_PROFIT', 'What a bet on this line pays is not known, so no profit is sure.')
  const sized = withTies(free, [A, B], ties)
  if (sized.worstCaseMinor <= 0)
    return refuse(
      'NO_PROFIT',
      `After rounding, a stake of ${stakeA} wins nothing for sure. Give a larger one.`,
    )
  return ok({
    opportunity: {
      ...opportunity,
      legs: {
        A: { ...A, stake: fromMinor(sized.stakeAMinor) },
        B: { ...B, stake: fromMinor(sized.stakeBMinor) },
      },
      profit: fromMinor(sized.worstCaseMinor),
      profitBps: profitBpsOf(sized),
    },
  })
}

function limitsOf(
  { maxStake }: { readonly maxStake: string | null },
  contract: ContractStake,
): StakeLimits {
  const maxMinor = toMinor(contract.max)
  return {
    stepMinor: toMinor(contract.step),
    minMinor: toMinor(contract.min),
    maxMinor: maxStake === null ? maxMinor : Math.min(maxMinor, toMinor(maxStake)),
  }
}
