import type { Quote } from '../market/board.ts'
import { divide, returnOf } from '../money.ts'
import type { Bet } from './bet.ts'

/** What the house keeps of a bet's fair worth. */
const FEE_PERCENT = 5

/**
 * The present worth of an open bet, less the fee: what it would return, by the present price of its selection.
 * @returns minor units, or null while the selection cannot be priced
 */
export function priceCashOut(bet: Bet, quote: Quote | undefined): number | null {
  if (!quote?.isOpen || quote.isTrap) return null
  const worthMinor = divide(returnOf(bet.stakeMinor, bet.odds) * 100, quote.odds)
  return divide(worthMinor * (100 - FEE_PERCENT), 100)
}
