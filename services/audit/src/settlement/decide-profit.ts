import { toMinor } from '@surefoot/arbitrage'
import type { ExecutionRecord, Leg } from '@surefoot/shared/messages'

interface BookedLeg {
  readonly state: Leg['state']
  /** As money; null where nothing was accepted. */
  readonly acceptedStake: string | null
  readonly settlement: Pick<NonNullable<Leg['settlement']>, 'returned'> | null
}

/**
 * What the bets of an execution won or lost together, in minor units; null while it is not closed or a bet is open, where
 * it is booked, and where nothing was bet.
 */
export function decideProfit(
  { closedAt, profit }: Pick<ExecutionRecord['execution'], 'closedAt' | 'profit'>,
  legs: readonly BookedLeg[],
): number | null {
  const bets = legs.filter(({ state }) => state === 'ACCEPTED')
  if (closedAt === null || profit !== null || bets.length === 0) return null
  let minor = 0
  for (const { acceptedStake, settlement } of bets) {
    if (settlement === null || acceptedStake === null) return null
    minor += toMinor(settlement.returned) - toMinor(acceptedStake)
  }
  return minor
}
