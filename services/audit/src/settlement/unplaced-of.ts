/**
 * Owns which bets of a provider's list must be ours although no leg can have them: I18, no bet of ours is ever called
 * external. A bet on a selection that never had a permit is a person's.
 *
 * 1. A bet that a leg is known by is not one of them, and none on a selection is while a leg there is undecided.
 * 2. A bet whose reference a receipt named, of a leg that ended without a bet or of none, is one.
 * 3. So is any other that was placed on a selection about when a leg had its permit there. A bet that a statement listed
 *    as external before stays so.
 * 4. A bet that the provider has not taken yet, of a leg that it has refused, is one only if it is still listed a while
 *    later: a list may have been read before the answer, or lag behind it.
 */
import { compareOdds, isLive, toMinor } from '@surefoot/arbitrage'
import type { Bet } from '@surefoot/shared/messages'
import type { UnplacedCause } from '../execution/unplaced-bet.ts'
import type { StatedLeg } from './stated-leg.ts'

export interface FoundUnplaced {
  readonly bet: Bet
  /** The leg whose permit it followed, or that a receipt named. */
  readonly legId: string
  readonly cause: UnplacedCause
}

/** What was known before this statement. */
export interface Known {
  /** Whether no later statement of the account is kept. */
  readonly isLatest: boolean
  /** What the chain holds already of bets that cannot be placed, by reference. */
  readonly unplaced: ReadonlyMap<string, Omit<FoundUnplaced, 'bet'>>
  /** References that the statement before lists as external. */
  readonly external: ReadonlySet<string>
  /** References that other parts of the statement list; null: parts are still to come, so no bet is missing yet. */
  readonly elsewhere: ReadonlySet<string> | null
}

export const NOTHING_KNOWN: Known = {
  isLatest: true,
  unplaced: new Map(),
  external: new Set(),
  elsewhere: new Set(),
}

/** Providers write minutes only, or are behind: a bet may look this much older than its permit. */
const OLDER_BY_MS = 120_000
/** Longer than any provider takes to list a bet, and short enough that a person's bet of later is a person's. */
const LISTED_WITHIN_MS = 3_600_000
/** A bet that was refused may be listed as pending for so long. */
const PENDING_FOR_MS = 60_000

/** Splits what the list shows beyond the bets that legs have, or may have. */
export function splitUnowned(
  legs: readonly StatedLeg[],
  { bets, readAtMs }: Listed,
  known: Known,
): SplitBets {
  const unplaced: FoundUnplaced[] = []
  const rest: Bet[] = []
  const { unowned, undecided } = unownedBets(legs, bets)
  const refused: Bet[] = []
  for (const bet of unowned) {
    const found = bet.status === 'void' ? undefined : findUnplaced(legs, bet, known)
    if (found === undefined) rest.push(bet)
    else if (isJustRefused(legs, { bet, ...found }, readAtMs)) refused.push(bet)
    else unplaced.push({ bet, ...found })
  }
  return { unplaced, undecided: [...undecided, ...refused], rest }
}

interface Listed {
  readonly bets: readonly Bet[]
  /** When the list was read, in milliseconds. */
  readonly readAtMs: number
}

function isJustRefused(
  legs: readonly StatedLeg[],
  { bet, legId }: FoundUnplaced,
  readAtMs: number,
): boolean {
  const leg = legs.find((each) => each.legId === legId)
  return (
    bet.status === 'pending' &&
    leg?.state === 'REJECTED' &&
    readAtMs <= leg.changedAt + PENDING_FOR_MS
  )
}

interface SplitBets {
  readonly unplaced: readonly FoundUnplaced[]
  /** Those on the selection of a leg of which it is not known whether it was placed, and those just refused. */
  readonly undecided: readonly Bet[]
  readonly rest: readonly Bet[]
}

interface UnownedBets {
  readonly unowned: readonly Bet[]
  readonly undecided: readonly Bet[]
}

/** The bets that no leg is known by, less those that legs without a reference have or may have. */
function unownedBets(legs: readonly StatedLeg[], bets: readonly Bet[]): UnownedBets {
  const owned = new Set(
    legs.flatMap(({ state, betReference }) => (isLive(state) ? (betReference ?? []) : [])),
  )
  const nameless = Map.groupBy(
    legs.filter((leg) => isUndecided(leg) || isNameless(leg)),
    ({ selectionId }) => selectionId,
  )
  const unknown = bets.filter(({ betReference }) => !owned.has(betReference))
  const isOfUndecided = ({ selectionId }: Bet): boolean =>
    nameless.get(selectionId)?.some(isUndecided) === true
  const split = Map.groupBy(unknown, isOfUndecided)
  const decided = Map.groupBy(split.get(false) ?? [], ({ selectionId }) => selectionId)
  return {
    undecided: split.get(true) ?? [],
    unowned: [...decided].flatMap(([selectionId, listed]) =>
      withoutTheirs(nameless.get(selectionId) ?? [], listed),
    ),
  }
}

function isUndecided({ state }: StatedLeg): boolean {
  return state === 'ARMED' || state === 'PENDING' || state === 'UNKNOWN' || state === 'ESCALATED'
}

function isNameless({ state, betReference }: StatedLeg): boolean {
  return state === 'ACCEPTED' && betReference === null
}

/** One bet each for accepted legs without a reference. */
function withoutTheirs(legs: readonly StatedLeg[], listed: readonly Bet[]): readonly Bet[] {
  let left = listed
  for (const leg of legs) {
    const theirs = left.find((bet) => isAsAccepted(leg, bet)) ?? left.find((bet) => isIn(leg, bet))
    left = left.filter((bet) => bet !== theirs)
  }
  return left
}

function isAsAccepted(leg: StatedLeg, bet: Bet): boolean {
  const { acceptedStake, acceptedOdds } = leg
  return (
    isIn(leg, bet) &&
    (acceptedStake === null || toMinor(acceptedStake) === toMinor(bet.stake)) &&
    (acceptedOdds === null || compareOdds(acceptedOdds, bet.odds) === 0)
  )
}

function findUnplaced(
  legs: readonly StatedLeg[],
  bet: Bet,
  known: Known,
): Omit<FoundUnplaced, 'bet'> | undefined {
  const { betReference } = bet
  const ended = legs.find((leg) => leg.betReference === betReference && !isLive(leg.state))
  if (ended !== undefined) return { legId: ended.legId, cause: 'after_end' }
  const linked = known.unplaced.get(betReference)
  if (linked !== undefined) return linked
  if (known.external.has(betReference)) return undefined
  const leg = legs
    .filter((each) => each.selectionId === bet.selectionId && isIn(each, bet))
    .toSorted((one, other) => (one.armedAtMs ?? 0) - (other.armedAtMs ?? 0))
    .at(-1)
  if (leg === undefined) return undefined
  return { legId: leg.legId, cause: leg.state === 'ACCEPTED' ? 'twin' : 'after_end' }
}

/** Whether the bet was placed about when the leg had its permit, or soon after. */
function isIn({ armedAtMs, changedAt }: StatedLeg, bet: Bet): boolean {
  if (armedAtMs === null) return false
  const placedAt = Date.parse(bet.placedAt)
  return placedAt >= armedAtMs - OLDER_BY_MS && placedAt <= changedAt + LISTED_WITHIN_MS
}
