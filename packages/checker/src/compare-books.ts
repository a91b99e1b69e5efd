import { compareOdds, toMinor } from '@surefoot/arbitrage'
import type { Leg } from '@surefoot/shared/messages'
import type { BookedBet } from './evidence.ts'

/** What the comparison reads of a leg. */
type ComparedLeg = Pick<Leg, 'legId' | 'providerId' | 'selectionId' | 'state' | 'receipt'>

export interface Difference {
  readonly kind:
    | 'bet without a leg'
    | 'leg without a bet'
    | 'double bet'
    | 'other stake'
    | 'other odds'
    | 'other selection'
  readonly providerId: string
  readonly betReference: string
  readonly details: string
}

/**
 * Hold the ledger against the bookmakers' private books: each bet in a book is one ACCEPTED leg of equal selection, stake
 * and odds, and each ACCEPTED leg is one bet (I1, I3, I4 of docs/safety.md). Empty: no difference.
 */
export function compareBooks(
  records: readonly { readonly legs: readonly ComparedLeg[] }[],
  bets: readonly BookedBet[],
): Difference[] {
  const legs = records.flatMap((record) => record.legs).filter(isBet)
  const byReference = Map.groupBy(legs, keyOfLeg)
  const booked = new Set(bets.map(keyOfBet))
  return [
    ...bets.flatMap((bet) => compareBet(bet, byReference.get(keyOfBet(bet)) ?? [])),
    ...legs
      .filter((leg) => !booked.has(keyOfLeg(leg)))
      .map((leg) => ({
        kind: 'leg without a bet' as const,
        providerId: leg.providerId,
        betReference: leg.receipt?.betReference ?? '',
        details: `${leg.legId} is ACCEPTED; no bookmaker knows it`,
      })),
  ]
}

/** Whether the ledger says that a bookmaker has it. On paper there is no bet. */
export function isBet({ state, receipt }: Pick<Leg, 'state' | 'receipt'>): boolean {
  return state === 'ACCEPTED' && receipt?.paper !== true
}

export function keyOfBet({ providerId, reference }: BookedBet): string {
  return `${providerId} ${reference}`
}

/** The bet that an ACCEPTED leg claims to be. */
export function keyOfLeg({ providerId, receipt }: Pick<Leg, 'providerId' | 'receipt'>): string {
  return `${providerId} ${receipt?.betReference ?? ''}`
}

function compareBet(bet: BookedBet, legs: readonly ComparedLeg[]): Difference[] {
  const [leg, ...more] = legs
  const differs = (kind: Difference['kind'], details: string): Difference => ({
    kind,
    providerId: bet.providerId,
    betReference: bet.reference,
    details,
  })
  if (!leg)
    return [differs('bet without a leg', `${bet.providerId} booked ${bet.stake} @ ${bet.odds}`)]
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
