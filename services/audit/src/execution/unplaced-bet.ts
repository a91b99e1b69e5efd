/**
 * Owns the question whether an acceptance is one that the ledger cannot place: a bet that it holds for no leg. Such a bet is
 * linked into the audit chain and stops every click of its desk; it is never "placed by hand", and never dropped.
 */
import { compareOdds, isFinal, toMinor } from '@surefoot/arbitrage'
import type { Leg, Receipt } from '@surefoot/shared/messages'
import { claimOf } from './claim-bet.ts'
import type { RecordAsk } from './decide-record.ts'

/** Why no leg can have the bet. `twin` is found in a statement only, the others in receipts or in both. */
export const UNPLACED_CAUSES = [
  'unknown_leg',
  'never_armed',
  'after_end',
  'second_bet',
  'twin',
] as const
export type UnplacedCause = (typeof UNPLACED_CAUSES)[number]

/** A leg, with what the ledger holds of its bet. */
export interface HeldLeg extends Pick<Leg, 'state' | 'receipt'> {
  readonly betReference: string | null
  /** As money; null before a bet was accepted. */
  readonly acceptedStake: string | null
}

/** Why the ledger cannot place the acceptance in this receipt; undefined: it can, or the receipt is no acceptance. */
export function unplacedCauseOf(
  leg: HeldLeg | undefined,
  { receipt }: Pick<RecordAsk, 'receipt'>,
): UnplacedCause | undefined {
  if (receipt?.state !== 'ACCEPTED') return undefined
  if (leg === undefined) return 'unknown_leg'
  if (leg.state === 'AUTHORIZED') return 'never_armed'
  if (leg.state === 'ACCEPTED') return isSameBet(leg, receipt) ? undefined : 'second_bet'
  return isFinal(leg.state) ? 'after_end' : undefined
}

/** Whether the receipt repeats what the leg was accepted with. What a receipt does not name contradicts nothing. */
function isSameBet(leg: HeldLeg, receipt: Receipt): boolean {
  return (
    agree(claimOf(receipt), leg.betReference, (one, other) => one === other) &&
    agree(receipt.stake, leg.acceptedStake, (one, other) => toMinor(one) === toMinor(other)) &&
    agree(receipt.odds, leg.receipt?.odds ?? null, (one, other) => compareOdds(one, other) === 0)
  )
}

function agree(
  one: string | null,
  other: string | null,
  isEqual: (one: string, other: string) => boolean,
): boolean {
  return one === null || other === null || isEqual(one, other)
}

/** The kind of the link. A bet that was taken after its leg had ended has the name that it always had. */
export function linkKindOf(cause: UnplacedCause): 'late_receipt' | 'bet.unplaced' {
  return cause === 'after_end' ? 'late_receipt' : 'bet.unplaced'
}

/** For the operator: what happened, and what to do. */
export function describeUnplaced(
  cause: UnplacedCause,
  { legId, state }: { readonly legId: string; readonly state: string | null },
  betReference: string | null,
): string {
  const bet = betReference === null ? 'a bet without a reference' : `bet ${betReference}`
  const what = {
    unknown_leg: `The bookmaker took ${bet} for leg ${legId}, which the ledger does not hold: a commit may be lost.`,
    never_armed: `The bookmaker took ${bet} for leg ${legId}, which has no permit: a commit may be lost.`,
    after_end: `Leg ${legId} had ended as ${state} when its provider said that the bet was taken (${bet}).`,
    second_bet: `Leg ${legId} is accepted, and another receipt names ${bet}, or another stake or odds.`,
    twin: `Leg ${legId} is accepted, and the bookmaker lists ${bet} on the same selection: it may be the same bet twice.`,
  }[cause]
  return `${what} No click leaves until an operator has compared the bookmaker's list with the ledger.`
}
