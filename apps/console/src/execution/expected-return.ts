import { fromMinor, mayBeHalved, payoutMinor, toMinor } from '@surefoot/arbitrage'
import type { ExecutionRow, Leg, SettlementResult } from '@surefoot/shared/messages'

export type BetMarket = Pick<ExecutionRow, 'market' | 'line'>

/**
 * What a bookmaker pays back for a bet that ends so, stake included; null where only the bookmaker knows: a bet on a quarter
 * line may be won or lost by half.
 */
export function expectedReturn(
  { stake, leastOdds, receipt }: Leg,
  result: SettlementResult,
  market: BetMarket,
): string | null {
  if ((result === 'won' || result === 'lost') && mayBeHalved(market)) return null
  const taken = toMinor(receipt?.stake ?? stake)
  switch (result) {
    case 'won':
      return fromMinor(payoutMinor(taken, receipt?.odds ?? leastOdds))
    case 'lost':
      return fromMinor(0)
    case 'void':
      return fromMinor(taken)
    case 'cashed_out':
      return null
  }
}

/** What a bet wins or loses if so much is paid back for it. */
export function gainOf({ stake, receipt }: Leg, returned: string): string {
  return fromMinor(toMinor(returned) - toMinor(receipt?.stake ?? stake))
}
