import type { BookedBet, Evidence } from './evidence.ts'
import { isBet, keyOfBet, keyOfLeg } from './compare-books.ts'
import type { Replay, ReplayedLeg } from './replay.ts'

/**
 * The bookmakers' and the database's instants are of one machine's clock, each rounded to a millisecond; the rest is room
 * for the clock's own small corrections.
 */
const CLOCK_ALLOWANCE_MS = 5

export interface AttributedBet {
  readonly bet: BookedBet
  /** Whose bet it is; undefined: no leg can have placed it. */
  readonly leg: ReplayedLeg | undefined
  /** Whether an ACCEPTED leg names it. */
  readonly isClaimed: boolean
}

/**
 * Whose bet each one in the books is: the leg's that names it, else the leg's that was last armed on its selection before
 * it was placed, for there is one live leg at a time on a selection of an account.
 */
export function attributeBets({ records, bets }: Evidence, { legs }: Replay): AttributedBet[] {
  const claims = Map.groupBy(records.flatMap((record) => record.legs).filter(isBet), keyOfLeg)
  const armed = Map.groupBy(
    [...legs.values()].filter(({ armedAt }) => armedAt !== null),
    (leg) => `${leg.providerId} ${leg.selectionId}`,
  )
  return bets.map((bet) => {
    const claim = claims.get(keyOfBet(bet))?.[0]
    if (claim !== undefined) return { bet, leg: legs.get(claim.legId), isClaimed: true }
    const candidates = armed.get(`${bet.providerId} ${bet.selectionId}`) ?? []
    return { bet, leg: candidates.findLast((leg) => isArmedBefore(leg, bet)), isClaimed: false }
  })
}

/** Whether the leg had its permit when the bet was placed. */
export function isArmedBefore({ armedAt }: ReplayedLeg, { placedAt }: BookedBet): boolean {
  return armedAt !== null && Date.parse(armedAt) <= Date.parse(placedAt) + CLOCK_ALLOWANCE_MS
}
