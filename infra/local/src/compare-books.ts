import { compareOdds, toMinor } from '@surefoot/arbitrage'
import type { ExecutionRecord, Leg } from '@surefoot/shared'
import type { BookedBet } from './book.ts'

export interface Difference {
  readonly kind:
    | 'bet without a leg'
    | 'leg without a bet'
    | 'double bet'
    | 'other stake'
    | 'other odds'
    | 'other selection'
  readonly betReference: string
  readonly details: string
}

/**
 * Hold the ledger against the bookmakers' private books: each bet in a book is one ACCEPTED leg of equal selection, stake
 * and odds, and each ACCEPTED leg is one bet (I1, I3, I4 of docs/safety.md). Empty: no difference.
 */
export function compareBooks(
  records: readonly Pick<ExecutionRecord, 'legs'>[],
  bets: readonly BookedBet[],
): Difference[] {
  const legs = records
    .flatMap((record) => record.legs)
    .filter((leg) => leg.state === 'ACCEPTED' && !leg.receipt?.paper)
  const key = (providerId: string, reference: string): string => `${providerId} ${reference}`
  const byReference = Map.groupBy(legs, (leg) =>
    key(leg.providerId, leg.receipt?.betReference ?? ''),
  )
  const booked = new Set(bets.map((bet) => key(bet.house, bet.reference)))
  return [
    ...bets.flatMap((bet) => compareBet(bet, byReference.get(key(bet.house, bet.reference)) ?? [])),
    ...legs
      .filter((leg) => !booked.has(key(leg.providerId, leg.receipt?.betReference ?? '')))
      .map((leg) => ({
        kind: 'leg without a bet' as const,
        betReference: leg.receipt?.betReference ?? '',
        details: `${leg.legId} is ACCEPTED; no bookmaker knows it`,
      })),
  ]
}

function compareBet(bet: BookedBet, legs: readonly Leg[]): Difference[] {
  const [leg, ...more] = legs
  const differs = (kind: Difference['kind'], details: string): Difference => ({
    kind,
    betReference: bet.reference,
    details,
  })
  if (!leg) return [differs('bet without a leg', `${bet.house} booked ${bet.stake} @ ${bet.odds}`)]
  if (more.length > 0) return [differs('double bet', legs.map((one) => one.legId).join(', '))]
  const { stake = null, odds = null } = leg.receipt ?? {}
  const isSameStake = stake !== null && toMinor(stake) === toMinor(bet.stake)
  const isSameOdds = odds !== null && compareOdds(odds, bet.odds) === 0
  const told = (ours: string | null, theirs: string): string =>
    `${leg.legId} has ${ours ?? 'none'}, the book ${theirs}`
  return [
    ...(leg.selectionId === bet.selectionId
      ? []
      : [differs('other selection', told(leg.selectionId, bet.selectionId))]),
    ...(isSameStake ? [] : [differs('other stake', told(stake, bet.stake))]),
    ...(isSameOdds ? [] : [differs('other odds', told(odds, bet.odds))]),
  ]
}
