/**
 * Owns which way round the prices of two providers were seen to lie, by market of a match.
 *
 * 1. Prices alone do not show whether two books that promise a profit near even odds differ or are swapped. What the same two
 *    books showed while they promised none does.
 * 2. Prices under which the swapped books agree better are believed only after the books were seen to agree as they are, and
 *    not where one of them has become the mirror of itself, which is what a swap of names does.
 * 3. Books seen to agree only when swapped, and books that move against each other, are not believed.
 * 4. Sides can be listed the other way round match by match, so each market proves its own. Over and under are named by the
 *    contract: what three markets of a sport have shown holds for those near even that were never clearly apart.
 */
import { createKinds } from './kinds.ts'
import { agreementOf, firstProbability, hasMargin, type BookPrices } from '@surefoot/arbitrage'

/** Two books that agree differ by less; clearly apart is more than rounding of the odds makes. */
const CLEARLY_STRAIGHT = 0.02
const CLEARLY_SWAPPED = 0.03
/** No two bookmakers differ by this much: books so far apart are swapped, also where they promise a profit. */
const FAR_SWAPPED = 0.15
/** One book is the mirror of itself when it is this near to it. */
const MIRROR = 0.01
/** Less than this is noise, not a move. */
const MOVE = 0.015
/** Moves are counted from prices of up to this long ago: slow ones count as well. */
const BASE_MS = 60_000
/** Markets that are remembered: more than a pair of books has. */
const MAX_MARKETS = 5000

/** The books of a market at both accounts, in the market's own outcomes. */
export interface BookPair {
  readonly A: BookPrices
  readonly B: BookPrices
}

export type Orientation = 'straight' | 'swapped' | 'opposed'

interface Seen {
  /** The last books that promised no profit. */
  readonly last: Likely
  /** Such books of up to a minute before these. */
  readonly base: Likely & { readonly atMs: number }
  /** The last of these that showed which way round they lie. */
  readonly clear: (Likely & { readonly isStraight: boolean }) | undefined
}
interface Likely {
  readonly A: number
  readonly B: number
}

/** A market at two providers. */
export interface MarketPlace {
  readonly key: string
  /** The markets that a contract names alike; null where each may be listed the other way round. */
  readonly kind: string | null
}

export interface Orientations {
  /** Which way round the books of a market lie; books that promise no profit are remembered. */
  readonly judge: (place: MarketPlace, books: BookPair, nowMs: number) => Orientation
}

export function createOrientations(): Orientations {
  const seen = new Map<string, Seen>()
  const kinds = createKinds(MAX_MARKETS)

  function remember({ key, kind }: MarketPlace, likely: Likely, nowMs: number): void {
    const before = seen.get(key)
    const clear = readClear(likely) ?? before?.clear
    const isBaseOld = before === undefined || nowMs - before.base.atMs > BASE_MS
    const base = isBaseOld ? { ...likely, atMs: nowMs } : before.base
    seen.delete(key)
    seen.set(key, { last: likely, base, clear })
    if (kind !== null && clear !== undefined) kinds.put(kind, key, clear.isStraight)
    const [oldest] = seen.keys()
    if (seen.size <= MAX_MARKETS || oldest === undefined) return
    seen.delete(oldest)
    kinds.forget(oldest)
  }

  return {
    judge: (place, books, nowMs) => {
      const likely = { A: firstProbability(books.A), B: firstProbability(books.B) }
      const isKindStraight = place.kind !== null && kinds.isStraight(place.kind)
      const orientation = judgeBooks(likely, seen.get(place.key), isKindStraight)
      if (!promisesProfit(books)) remember(place, likely, nowMs)
      else if (place.kind !== null && isFarSwapped(likely)) kinds.put(place.kind, place.key, false)
      return orientation
    },
  }
}

function promisesProfit({ A, B }: BookPair): boolean {
  return hasMargin(A[0], B[1]) || hasMargin(A[1], B[0])
}

function readClear(likely: Likely): Seen['clear'] {
  const { straight, swapped } = agreementOf(likely.A, likely.B)
  if (swapped - straight >= CLEARLY_STRAIGHT) return { ...likely, isStraight: true }
  return straight - swapped >= CLEARLY_SWAPPED ? { ...likely, isStraight: false } : undefined
}

function isFarSwapped({ A, B }: Likely): boolean {
  const { straight, swapped } = agreementOf(A, B)
  return straight - swapped >= FAR_SWAPPED
}

function judgeBooks(
  likely: Likely,
  before: Seen | undefined,
  isKindStraight: boolean,
): Orientation {
  if (before !== undefined && [before.last, before.base].some((at) => areOpposed(likely, at)))
    return 'opposed'
  const { straight, swapped } = agreementOf(likely.A, likely.B)
  const clear = before?.clear
  if (clear?.isStraight === false) return 'swapped'
  if (straight <= swapped) return 'straight'
  if (clear === undefined) return isKindStraight ? 'straight' : 'swapped'
  const isProven = !isMirror(likely.A, clear.A) && !isMirror(likely.B, clear.B)
  return isProven ? 'straight' : 'swapped'
}

function areOpposed(now: Likely, last: Likely): boolean {
  const [ofA, ofB] = [now.A - last.A, now.B - last.B]
  return ofA * ofB < 0 && Math.min(Math.abs(ofA), Math.abs(ofB)) >= MOVE
}

function isMirror(now: number, before: number): boolean {
  const { straight, swapped } = agreementOf(now, before)
  return swapped <= MIRROR && straight > swapped
}
