import { isLive } from '@surefoot/arbitrage'
import type { Bet, BetsReading, StatementDifference } from '@surefoot/shared'
import { differencesOf } from './differences-of.ts'
import { endingOf, resultOf } from './ending-of.ts'
import type { Ending } from './settle-leg.ts'
import type { StatedLeg } from './stated-leg.ts'

export interface Comparison {
  readonly settle: readonly (Ending & Pick<StatedLeg, 'legId' | 'executionId'>)[]
  /** Open bets that no leg placed, and none may have. */
  readonly external: readonly Bet[]
  readonly differences: readonly StatementDifference[]
}

/** A bet that was just accepted may not be listed yet. */
const LISTED_WITHIN_MS = 60_000

/**
 * What a provider's list of bets says of the legs of one account. The provider knows best how a bet ended and what it
 * paid; what was accepted is what its receipt said.
 */
export function compareStatement(
  legs: readonly StatedLeg[],
  { bets, readAt }: Pick<BetsReading, 'bets' | 'readAt'>,
): Comparison {
  const listed = new Map(bets.map((bet) => [bet.betReference, bet]))
  const pairs = legs.map((leg) => ({ leg, bet: listed.get(leg.betReference ?? '') }))
  return {
    settle: pairs.flatMap(({ leg, bet }) => (bet === undefined ? [] : settlementsOf(leg, bet))),
    external: [...listed.values()].filter((bet) => isExternal(bet, legs)),
    differences: pairs.flatMap(({ leg, bet }) =>
      bet === undefined ? missingOf(leg, Date.parse(readAt)) : differencesOf(leg, bet),
    ),
  }
}

function settlementsOf(leg: StatedLeg, bet: Bet): Comparison['settle'] {
  if (leg.state !== 'ACCEPTED' || leg.settlement !== null) return []
  const ending = endingOf(leg, bet)
  const { legId, executionId } = leg
  return ending === null ? [] : [{ legId, executionId, ...ending }]
}

function isExternal(bet: Bet, legs: readonly StatedLeg[]): boolean {
  return resultOf(bet) === null && !legs.some((leg) => mayHave(leg, bet))
}

/** A leg that ended without a bet has none, whatever its receipt once named. */
function mayHave({ state, betReference, selectionId }: StatedLeg, bet: Bet): boolean {
  if (!isLive(state)) return false
  return betReference === null ? selectionId === bet.selectionId : betReference === bet.betReference
}

function missingOf(leg: StatedLeg, readAt: number): StatementDifference[] {
  const { legId, betReference, state, settlement, changedAt } = leg
  if (state !== 'ACCEPTED' || settlement !== null || betReference === null) return []
  if (readAt - changedAt <= LISTED_WITHIN_MS) return []
  const message = `The provider does not list bet ${betReference}, which it accepted.`
  return [{ kind: 'missing', legId, betReference, message }]
}
