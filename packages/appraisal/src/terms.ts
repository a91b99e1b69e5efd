import { toMinor, type StakeLimits } from '@surefoot/arbitrage'
import type { ProviderContract } from '@surefoot/provider'

/** What the scanner needs to know of a provider's contract. */
export interface Terms {
  readonly limits: StakeLimits
  readonly rules: ProviderContract['rules']
  /** The longest silence of each stream source, milliseconds, in the contract's order. */
  readonly silencesMs: readonly number[]
}

/** The terms of a version of a contract; undefined while they are not known. */
export type FindTerms = (providerId: string, contractVersion: number) => Terms | undefined

export function readTerms({ stake, rules, stream }: ProviderContract): Terms {
  const limits = {
    stepMinor: toMinor(stake.step),
    minMinor: toMinor(stake.min),
    maxMinor: toMinor(stake.max),
  }
  return { limits, rules, silencesMs: stream.sources.map((source) => source.longestSilenceMs) }
}

/** The contract's limits, and each further largest stake that is known: the quote's own, one that was learnt. */
export function limitsOf({ limits }: Terms, ...maxStakes: readonly (string | null)[]): StakeLimits {
  const known = maxStakes.flatMap((stake) => (stake === null ? [] : [toMinor(stake)]))
  if (known.length === 0) return limits
  return { ...limits, maxMinor: Math.min(limits.maxMinor ?? Infinity, ...known) }
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
