import { z } from 'zod'
import type { Offer } from '../market/board.ts'
import { formatDecimal, formatFraction } from '../market/odds.ts'
import { formatMoney } from '../money.ts'

/** Our words for a refusal; each house has words of its own on the wire. */
export const REFUSAL_CODES = ['PRICE_CHANGED', 'SUSPENDED', 'LIMIT', 'FUNDS', 'LOGGED_OUT'] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

export const refusal = z
  .object({
    code: z.enum(REFUSAL_CODES),
    /** A sentence for the person at the page. */
    message: z.string(),
  })
  .readonly()
export type Refusal = z.infer<typeof refusal>

/** A bet as it was asked for. */
export const submission = z
  .object({
    /** Null: nobody is logged in. */
    user: z.string().nullable(),
    selectionId: z.string(),
    odds: z.number().int(),
    stakeMinor: z.number().int(),
    acceptsAnyOdds: z.boolean(),
  })
  .readonly()
export type Submission = z.infer<typeof submission>

/** Whether the house takes the bet at this moment. @returns null if it does */
export function decideRefusal(
  asked: Submission,
  present: { offer: Offer | undefined; balanceMinor: number },
): Refusal | null {
  const { offer, balanceMinor } = present
  if (asked.user === null) return { code: 'LOGGED_OUT', message: 'Log in to place a bet.' }
  if (!offer || !offer.quote.isOpen || offer.quote.isTrap) {
    return { code: 'SUSPENDED', message: 'This selection is suspended.' }
  }
  const { odds, limitMinor } = offer.quote
  if (odds < asked.odds && !asked.acceptsAnyOdds) {
    return {
      code: 'PRICE_CHANGED',
      message: `The price is now ${formatDecimal(odds)} (${formatFraction(odds)}).`,
    }
  }
  if (asked.stakeMinor > limitMinor) {
    return {
      code: 'LIMIT',
      message: `The largest stake on this selection is ${formatMoney(limitMinor)}.`,
    }
  }
  if (asked.stakeMinor > balanceMinor) {
    return { code: 'FUNDS', message: `Your balance is ${formatMoney(balanceMinor)}.` }
  }
  return null
}
