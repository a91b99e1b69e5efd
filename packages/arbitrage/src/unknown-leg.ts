/** What is known of an UNKNOWN leg, and what can be found out about it. */
import type { Bet, BetsReading, ListedBefore } from '@surefoot/shared/messages'

export interface UnknownLeg {
  readonly selectionId: string
  /** Asked, as money. A provider may take less, never more. */
  readonly stake: string
  readonly leastOdds?: string
  /** Instant, ISO 8601. */
  readonly armedAt: string
  /** From a receipt, if one was read. */
  readonly betReference: string | null
  /** The account's bets as they were listed before the submit; null or left out: they had not been read. */
  readonly listedBefore?: ListedBefore | null | undefined
}

/** A reading, and how long after the submit it was asked for, at least: on one clock, of what has passed for sure. */
export interface TimedReading extends BetsReading {
  readonly sinceSubmitMs: number
}

export interface ResolveInput {
  readonly leg: UnknownLeg
  /** Healthy, logged-in readings only, all taken after the submit. A page that failed is no reading. */
  readonly readings: readonly TimedReading[]
  /** As read before the submit; null if it was not. */
  readonly balanceBefore: string | null
  /** References of bets that belong to other legs. */
  readonly claimedReferences: ReadonlySet<string>
  readonly longestAcceptanceDelayMs: number
}

export type Resolution =
  | { readonly state: 'ACCEPTED'; readonly bet: Bet }
  | { readonly state: 'ABSENT'; readonly proof: string }
  | { readonly state: 'PENDING'; readonly bet: Bet }
  | { readonly state: 'STILL_UNKNOWN'; readonly why: string }
  | { readonly state: 'DUPLICATE'; readonly bets: readonly Bet[] }
