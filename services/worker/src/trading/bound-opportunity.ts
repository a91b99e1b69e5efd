/** Owns by how much the learnt limits of the accounts bound what is taken of an opportunity, by hand and in auto. */
import { fromMinor, toMinor } from '@surefoot/arbitrage'
import {
  ACCOUNTS,
  describeLimit,
  ok,
  refuse,
  type Account as AccountName,
  type LearntLimit,
  type Opportunity,
  type Refusal,
} from '@surefoot/shared/messages'
import type { Desk } from '../desk/desk.ts'
import type { ContractStake } from '../desk/read-stake.ts'
import { sizeOpportunity } from './size-opportunity.ts'

export type Bounded = { readonly ok: true; readonly opportunity: Opportunity } | Refusal
type Limits = Readonly<Record<AccountName, LearntLimit | undefined>>

/**
 * The opportunity with stakes within the learnt limits: at most `stakeA` on leg A, the scanner's where it is left out. Contracts
 * are read only to size again. Refused: LIMITS_UNKNOWN, LIMITED, NO_STAKE, NO_PROFIT, and as `readStake`.
 */
export async function boundOpportunity(
  desk: Desk,
  opportunity: Opportunity,
  stakeA?: string,
): Promise<Bounded> {
  if (!desk.limits.isKnown())
    return refuse(
      'LIMITS_UNKNOWN',
      'The limits that were learnt of the accounts were not read from the ledger yet. Try again in a moment; if it stays, see that the audit service runs.',
    )
  const isWithin = ACCOUNTS.every((name) =>
    isWithinLimit(opportunity, name, limitsOn(desk, opportunity)),
  )
  if (stakeA === undefined && isWithin) return ok({ opportunity })
  const { A, B } = opportunity.legs
  const [ofA, ofB] = await Promise.all([desk.readStake(A), desk.readStake(B)])
  if (!ofA.ok) return ofA
  if (!ofB.ok) return ofB
  const contracts = { A: ofA.stake, B: ofB.stake }
  return sizeWithin(opportunity, stakeA ?? A.stake, {
    contracts,
    limits: limitsOn(desk, opportunity),
  })
}

function limitsOn({ limits }: Desk, { legs, sport, market }: Opportunity): Limits {
  const limitOf = (account: AccountName) =>
    limits.find({ account, providerId: legs[account].providerId, sport, market })
  return { A: limitOf('A'), B: limitOf('B') }
}

function isWithinLimit({ legs }: Opportunity, name: AccountName, limits: Limits): boolean {
  const limit = limits[name]
  return limit === undefined || toMinor(legs[name].stake) <= toMinor(limit.stake)
}

interface Terms {
  readonly contracts: Readonly<Record<AccountName, ContractStake>>
  readonly limits: Limits
}

/** Sized by the contracts alone first: only what that allows is refused for a limit. */
function sizeWithin(
  opportunity: Opportunity,
  stakeA: string,
  { contracts, limits }: Terms,
): Bounded {
  const free = sizeOpportunity(opportunity, stakeA, contracts)
  const learnt = ACCOUNTS.flatMap((name) => limits[name] ?? [])
  if (!free.ok || learnt.length === 0) return free
  const sized = sizeOpportunity(opportunity, stakeA, {
    A: lower(contracts.A, limits.A),
    B: lower(contracts.B, limits.B),
  })
  return sized.ok ? sized : refuse('LIMITED', describeLimits(learnt))
}

function lower(contract: ContractStake, limit: LearntLimit | undefined): ContractStake {
  if (limit === undefined) return contract
  return { ...contract, max: fromMinor(Math.min(toMinor(contract.max), toMinor(limit.stake))) }
}

function describeLimits(limits: readonly LearntLimit[]): string {
  const named = limits.map(
    (limit) => `account ${limit.account} is ${describeLimit(limit)} at ${limit.providerId}`,
  )
  const sentence = named.join(' and ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}, and no stakes within that win for sure. Forget the limit on the account, or take another opportunity.`
}
