import { toMinor } from '@surefoot/arbitrage'
import type { Bet, BetsReading, StatementDifference } from '@surefoot/shared/messages'
import { differencesOf } from './differences-of.ts'
import { endingOf, resultOf } from './ending-of.ts'
import { BY_STATEMENT, type Ending } from './settle-leg.ts'
import type { StatedLeg } from './stated-leg.ts'
import { NOTHING_KNOWN, splitUnowned, type FoundUnplaced, type Known } from './unplaced-of.ts'

export interface Comparison {
  readonly settle: readonly Settle[]
  /** Open bets that no leg placed, and none may have. */
  readonly external: readonly Bet[]
  /** Bets that must be ours, and that no leg can have. */
  readonly unplaced: readonly FoundUnplaced[]
  /** Bets of which one may be a leg's that is not decided, and those that were just refused. */
  readonly undecided: readonly Bet[]
  readonly differences: readonly StatementDifference[]
}

/** `corrects`: the settlement that this one takes the place of; null: there was none. */
interface Settle extends Ending, Pick<StatedLeg, 'legId' | 'executionId'> {
  readonly corrects: StatedLeg['settlement']
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
  known: Known = NOTHING_KNOWN,
): Comparison {
  const listed = new Map(bets.map((bet) => [bet.betReference, bet]))
  const pairs = legs.map((leg) => ({ leg, bet: listed.get(leg.betReference ?? '') }))
  const readAtMs = Date.parse(readAt)
  const list = { bets: [...listed.values()], readAtMs }
  const { unplaced, undecided, rest } = splitUnowned(legs, list, known)
  const settle = pairs.flatMap(({ leg, bet }) =>
    bet === undefined ? [] : settlementsOf(leg, bet, known),
  )
  const ended = new Map(settle.map((ending) => [ending.legId, ending]))
  return {
    settle,
    external: rest.filter((bet) => resultOf(bet) === null),
    unplaced,
    undecided,
    differences: pairs.flatMap(({ leg, bet }) =>
      bet === undefined
        ? missingOf(leg, readAtMs, known)
        : differencesOf({ ...leg, settlement: ended.get(leg.legId) ?? leg.settlement }, bet),
    ),
  }
}

/** A settlement by a statement is corrected by a later one. A person's is corrected by a person. */
function settlementsOf(leg: StatedLeg, bet: Bet, { isLatest }: Known): Settle[] {
  const { legId, executionId, state, settlement } = leg
  const ending = state === 'ACCEPTED' ? endingOf(leg, bet) : null
  if (ending === null) return []
  if (settlement !== null) {
    const isSame =
      settlement.result === ending.result &&
      toMinor(settlement.returned) === toMinor(ending.returned)
    // An amount that we computed ourselves does not correct one that the provider named.
    const isWord = bet.returned !== null || settlement.result !== ending.result
    if (isSame || !isWord || !isLatest || settlement.by !== BY_STATEMENT) return []
  }
  return [{ legId, executionId, ...ending, corrects: settlement }]
}

function missingOf(leg: StatedLeg, readAt: number, { elsewhere }: Known): StatementDifference[] {
  const { legId, betReference, state, settlement, changedAt } = leg
  if (state !== 'ACCEPTED' || settlement !== null || betReference === null) return []
  if (elsewhere === null || elsewhere.has(betReference)) return []
  if (readAt - changedAt <= LISTED_WITHIN_MS) return []
  const message = `The provider does not list bet ${betReference}, which it accepted.`
  return [{ kind: 'missing', legId, betReference, message }]
}
