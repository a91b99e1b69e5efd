import { ACCOUNTS, type Account, type LegState, type Venue } from '@surefoot/shared/messages'
import { isLive } from './legs.ts'
import { toMinor } from './money.ts'

/** A leg as far as exposure goes. */
export interface ExposedLeg {
  readonly account: Account
  readonly matchId: string
  readonly state: LegState
  /** Authorised, as money. */
  readonly stake: string
  /** What the provider took, once it is known; may differ. */
  readonly acceptedStake: string | null
  readonly venue: Venue
  readonly isSettled: boolean
  /** Whether its execution is closed. */
  readonly isClosed: boolean
}

/** Stake outstanding of one account, in minor units of its currency. */
export interface Exposure {
  readonly totalMinor: number
  readonly byMatch: ReadonlyMap<string, number>
}

export interface ExposureCaps {
  readonly perMatchMinor: number
  readonly totalMinor: number
}

export interface CapQuestion {
  readonly exposure: Exposure
  readonly addition: { readonly matchId: string; readonly stakeMinor: number }
  readonly caps: ExposureCaps
}

/** Stake outstanding of each account: what is, may be or may become a bet. */
export function exposureOf(legs: readonly ExposedLeg[]): Record<Account, Exposure> {
  const [A, B] = ACCOUNTS.map((account) => sum(legs.filter((leg) => leg.account === account)))
  return { A: A ?? sum([]), B: B ?? sum([]) }
}

function sum(legs: readonly ExposedLeg[]): Exposure {
  const byMatch = new Map<string, number>()
  let totalMinor = 0
  for (const leg of legs) {
    const stakeMinor = outstandingMinor(leg)
    if (stakeMinor === 0) continue
    totalMinor += stakeMinor
    byMatch.set(leg.matchId, (byMatch.get(leg.matchId) ?? 0) + stakeMinor)
  }
  return { totalMinor, byMatch }
}

/** As the ledger's `outstanding_minor`: a bet that is settled is over, and on paper one is over with its execution. */
function outstandingMinor(leg: ExposedLeg): number {
  const isOver = leg.isSettled || (leg.venue === 'paper' && leg.isClosed)
  if (isOver || !isLive(leg.state)) return 0
  return toMinor(leg.state === 'ACCEPTED' ? (leg.acceptedStake ?? leg.stake) : leg.stake)
}

/** The cap that the addition would exceed, if any. Reaching a cap is not exceeding it. */
export function exceededCap({
  exposure,
  addition,
  caps,
}: CapQuestion): 'match' | 'total' | undefined {
  const onMatch = exposure.byMatch.get(addition.matchId) ?? 0
  if (onMatch + addition.stakeMinor > caps.perMatchMinor) return 'match'
  if (exposure.totalMinor + addition.stakeMinor > caps.totalMinor) return 'total'
  return undefined
}

export function isOverCap(question: CapQuestion): boolean {
  return exceededCap(question) !== undefined
}
