import type { Offer } from '../market/board.ts'
import { formatDecimal, formatFraction } from '../market/odds.ts'
import { formatMoney } from '../money.ts'

/** Our words for a refusal; each house has words of its own on the wire. */
export const REFUSAL_CODES = ['PRICE_CHANGED', 'SUSPENDED', 'LIMIT', 'FUNDS', 'LOGGED_OUT'] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

export interface Refusal {
  readonly code: RefusalCode
  /** A sentence for the person at the page. */
  readonly message: string
}

/** A bet as it was asked for. */
export interface Submission {
  /** Null: nobody is logged in. */
  readonly user: string | null
  readonly selectionId: string
  readonly odds: number
  readonly stakeMinor: number
  readonly acceptsAnyOdds: boolean
}

/** Whether the house takes the bet at this moment. @returns null if it does */
export function decideRefusal(
  submission: Submission,
  present: { offer: Offer | undefined; balanceMinor: number },
): Refusal | null {
  const { offer, balanceMinor } = present
  if (submission.user === null) return { code: 'LOGGED_OUT', message: 'Log in to place a bet.' }
  if (!offer || !offer.quote.isOpen || offer.quote.isTrap) {
    return { code: 'SUSPENDED', message: 'This selection is suspended.' }
  }
  const { odds, limitMinor } = offer.quote
  if (odds < submission.odds && !submission.acceptsAnyOdds) {
    return {
      code: 'PRICE_CHANGED',
      message: `The price is now ${formatDecimal(odds)} (${formatFraction(odds)}).`,
    }
  }
  if (submission.stakeMinor > limitMinor) {
    return {
      code: 'LIMIT',
      message: `The largest stake on this selection is ${formatMoney(limitMinor)}.`,
    }
  }
  if (submission.stakeMinor > balanceMinor) {
    return { code: 'FUNDS', message: `Your balance is ${formatMoney(balanceMinor)}.` }
  }
  return null
}
