import { toMinor, type StakeLimits } from '@surefoot/arbitrage'
import type { ProviderContract } from '@surefoot/provider'

/** What the scanner needs to know of a provider's contract. */
export interface Terms {
  readonly limits: StakeLimits
  readonly rules: ProviderContract['rules']
}

/** The terms of a version of a contract; undefined while they are not known. */
export type FindTerms = (providerId: string, contractVersion: number) => Terms | undefined

export function readTerms({ stake, rules }: ProviderContract): Terms {
  const limits = {
    stepMinor: toMinor(stake.step),
    minMinor: toMinor(stake.min),
    maxMinor: toMinor(stake.max),
  }
  return { limits, rules }
}

/** The contract's limits, and the quote's own largest stake if it states one. */
export function limitsOf({ limits }: Terms, maxStake: string | null): StakeLimits {
  if (maxStake === null) return limits
  return { ...limits, maxMinor: Math.min(limits.maxMinor ?? Infinity, toMinor(maxStake)) }
}

/** Whether both settle a sport alike. What one does not state is not assumed. */
export function settleAlike(one: Terms, other: Terms, sport: string): boolean {
  const [rules, others] = [one.rules[sport], other.rules[sport]]
  if (rules === undefined || others === undefined) return false
  return (
    rules.overtime === others.overtime &&
    rules.retirement === others.retirement &&
    rules.abandoned === others.abandoned
  )
}
