/**
 * What an answer may claim. A receipt, a bet of a list and a statement are claims: each is held against the permit of its
 * leg before anything is built on it. Every process that reads one asks here; the ledger asks last.
 *
 * 1. A provider may take less than was asked, never more, and never at odds below the least of the permit.
 * 2. A bet that was listed before the submit, or placed before the click, is an older bet.
 * 3. While an earlier leg of the account may have become a bet that nobody can name, a reference alone names neither.
 * 4. A claim that is not this leg's proves nothing in either direction: the leg is UNKNOWN, the raw answer is kept, and
 *    the reference that it names identifies nothing. It is kept all the same: the next answer that names it by the
 *    reference alone claims an older bet.
 */
import type { Receipt } from '@surefoot/shared/messages'
import { toMinor } from './money.ts'
import { compareOdds } from './odds.ts'
import { LARGEST_CLOCK_ERROR_MS, latestPlacedMs } from './placed-at.ts'

export const DOUBTS = [
  'STAKE_OVER_PERMIT',
  'NOTHING_STAKED',
  'ODDS_UNDER_PERMIT',
  'ODDS_IMPLAUSIBLE',
  'OTHER_SELECTION',
  'OTHER_EVENT',
  'OLDER_BET',
  'WHOSE_BET',
] as const
export type DoubtCode = (typeof DOUBTS)[number]

/** Why a claim is not the receipt of its leg. */
export interface Doubt {
  readonly code: DoubtCode
  /** For the operator: what was permitted and what the provider claims. */
  readonly why: string
}

/** Undefined or null: the provider does not give it. */
export interface Claim {
  readonly stake?: string | null | undefined
  readonly odds?: string | null | undefined
  readonly betReference?: string | null | undefined
  readonly selectionId?: string | null | undefined
  readonly eventId?: string | null | undefined
  /** Instant, by the provider's clock. */
  readonly placedAt?: string | null | undefined
}

/** What a claim is held against. Undefined or null: not known. */
export interface Permitted {
  readonly selectionId: string
  readonly eventId?: string | undefined
  readonly stake: string
  readonly leastOdds?: string | undefined
  /** What the slip showed, or what was planned. */
  readonly shownOdds?: string | null | undefined
  /** Of the account's bets before the submit. */
  readonly listedBefore?: ReadonlySet<string> | null | undefined
  /** A doubted answer to another leg of the account has named the claim's reference. */
  readonly isNamedBefore?: boolean | undefined
  /** An earlier leg of the account may have become a bet whose reference nobody knows. */
  readonly hasUnnamedBefore?: boolean | undefined
  /** Epoch milliseconds; the submit left no earlier. */
  readonly notBeforeMs?: number | undefined
}

/** A price may improve a little between slip and bet; one beyond this factor is in another unit or format. */
const MOST_IMPROVED = 2

/** Why a claim cannot be the receipt of the permitted bet; undefined: it can. */
export function doubtClaim(claim: Claim, permitted: Permitted): Doubt | undefined {
  return (
    doubtIdentity(claim, permitted) ?? doubtStake(claim, permitted) ?? doubtOdds(claim, permitted)
  )
}

/** Whether a doubted answer halts its desk. One that may be another leg's is no fault of the contract: the lists decide. */
export function haltsDesk({ code }: Doubt): boolean {
  return code !== 'WHOSE_BET'
}

/** Whether a code is one of a claim that was doubted. */
export function isDoubtCode(code: string | null): code is DoubtCode {
  return DOUBTS.some((one) => one === code)
}

/** A receipt whose claim was doubted: nothing is known, and the answer is kept as it came. */
export function doubtReceipt(receipt: Receipt, { code, why }: Doubt): Receipt {
  return {
    state: 'UNKNOWN',
    stake: null,
    odds: null,
    betReference: null,
    code,
    message: why.slice(0, LONGEST_MESSAGE),
    paper: receipt.paper,
    ...(receipt.betReference === null ? {} : { namedReference: receipt.betReference }),
    raw: receipt.raw ?? JSON.stringify(receipt).slice(0, LONGEST_RAW),
  }
}

const LONGEST_MESSAGE = 500
const LONGEST_RAW = 4000

function doubtIdentity(claim: Claim, permitted: Permitted): Doubt | undefined {
  const { selectionId, eventId, betReference, placedAt } = claim
  const isOther = (claimed: string | null | undefined, own: string | undefined): boolean =>
    typeof claimed === 'string' && own !== undefined && claimed !== own
  if (isOther(selectionId, permitted.selectionId))
    return doubt('OTHER_SELECTION', claim, {
      permitted: `selection ${permitted.selectionId}`,
      claimed: `selection ${selectionId}`,
    })
  if (isOther(eventId, permitted.eventId))
    return doubt('OTHER_EVENT', claim, {
      permitted: `event ${permitted.eventId}`,
      claimed: `event ${eventId}`,
    })
  if (typeof betReference === 'string' && permitted.listedBefore?.has(betReference))
    return doubt('OLDER_BET', claim, {
      permitted: 'a new bet',
      claimed: 'a bet that was listed before the submit',
    })
  // One that shows its selection as well is known by that from the bet of the other leg.
  if (permitted.isNamedBefore && typeof selectionId !== 'string')
    return doubt('OLDER_BET', claim, {
      permitted: 'a new bet',
      claimed: 'a bet that the answer to another leg named before',
    })
  if (
    permitted.hasUnnamedBefore &&
    typeof betReference === 'string' &&
    typeof selectionId !== 'string'
  )
    return doubt('WHOSE_BET', claim, {
      permitted: 'a bet of this leg',
      claimed: 'its reference alone, and it may be the bet of an earlier leg that is not resolved',
    })
  const { notBeforeMs } = permitted
  const isOlder =
    typeof placedAt === 'string' &&
    notBeforeMs !== undefined &&
    latestPlacedMs(placedAt) < notBeforeMs - LARGEST_CLOCK_ERROR_MS
  if (!isOlder) return undefined
  return doubt('OLDER_BET', claim, {
    permitted: `a bet of ${new Date(notBeforeMs).toISOString()} or later`,
    claimed: `a bet of ${placedAt}`,
  })
}

function doubtStake(claim: Claim, permitted: Permitted): Doubt | undefined {
  if (typeof claim.stake !== 'string') return undefined
  const stakes = {
    permitted: `a stake of ${permitted.stake}`,
    claimed: `a stake of ${claim.stake}`,
  }
  if (toMinor(claim.stake) > toMinor(permitted.stake))
    return doubt('STAKE_OVER_PERMIT', claim, stakes)
  return toMinor(claim.stake) === 0 ? doubt('NOTHING_STAKED', claim, stakes) : undefined
}

function doubtOdds(claim: Claim, { leastOdds, shownOdds }: Permitted): Doubt | undefined {
  const { odds } = claim
  if (typeof odds !== 'string') return undefined
  const claimed = `odds of ${odds}`
  if (leastOdds !== undefined && compareOdds(odds, leastOdds) < 0)
    return doubt('ODDS_UNDER_PERMIT', claim, {
      permitted: `odds of at least ${leastOdds}`,
      claimed,
    })
  const isImplausible =
    typeof shownOdds === 'string' && Number(odds) > MOST_IMPROVED * Number(shownOdds)
  return isImplausible
    ? doubt('ODDS_IMPLAUSIBLE', claim, { permitted: `odds of about ${shownOdds}`, claimed })
    : undefined
}

function doubt(
  code: DoubtCode,
  { betReference }: Claim,
  { permitted, claimed }: { readonly permitted: string; readonly claimed: string },
): Doubt {
  const bet = typeof betReference === 'string' ? `bet ${betReference}` : 'a bet without a reference'
  return {
    code,
    why: `The permit allows ${permitted}; the provider claims ${bet} with ${claimed}.`,
  }
}
