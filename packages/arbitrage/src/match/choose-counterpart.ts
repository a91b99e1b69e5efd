/**
 * Owns which of the candidates of an event is the same match.
 *
 * 1. Names that prove the match decide, if each event is the other's sole proven candidate. Two: no match, never a guess.
 * 2. Where names prove nothing, an event and its counterpart must each be by far the closest to the other, close on both
 *    sides, and clear about which side is which.
 * 3. The choice is the same from both sides, and depends on the events that are listed, not on the order they came in.
 */
import type { Comparison, Orientation } from './compare-events.ts'

export interface Chosen<T> {
  readonly counterpart: T
  readonly orientation: Orientation
}

/** The two sides together, of 2. */
const MIN_CLOSENESS = 1.15
/** The less close side: chance gives two names of an evening less. */
const MIN_SIDE = 0.3
/** To the second closest. */
const MIN_MARGIN = 0.3
/** Between the sides in the same places and in each other's. */
const MIN_TURN_MARGIN = 0.5
interface Weighed<T> {
  readonly closest: T
  readonly comparison: Comparison
}

export interface HasCandidates<T> {
  readonly candidates: ReadonlyMap<T, Comparison>
}

export function chooseCounterpart<T extends HasCandidates<T>>(event: T): Chosen<T> | undefined {
  const proven = provenOf(event)
  const [sole, second] = proven
  if (sole === undefined) return closestOf(event)
  if (second !== undefined || provenOf(sole.counterpart).length !== 1) return undefined
  return sole
}

function provenOf<T extends HasCandidates<T>>({ candidates }: T): Chosen<T>[] {
  return [...candidates].flatMap(([counterpart, { proven }]) =>
    proven === null ? [] : [{ counterpart, orientation: proven }],
  )
}

function closestOf<T extends HasCandidates<T>>(event: T): Chosen<T> | undefined {
  const found = farClosest(event)
  if (found === undefined) return undefined
  const { closest, comparison } = found
  if (provenOf(closest).length > 0 || farClosest(closest)?.closest !== event) return undefined
  const orientation = sum(comparison.straight) > sum(comparison.swapped) ? 'straight' : 'swapped'
  const sides = comparison[orientation]
  if (Math.abs(sum(comparison.straight) - sum(comparison.swapped)) < MIN_TURN_MARGIN)
    return undefined
  if (sum(sides) < MIN_CLOSENESS || Math.min(...sides) < MIN_SIDE) return undefined
  return { counterpart: closest, orientation }
}

function farClosest<T extends HasCandidates<T>>({ candidates }: T): Weighed<T> | undefined {
  let [best, second] = [-1, -1]
  let closest: Weighed<T> | undefined
  for (const [candidate, comparison] of candidates) {
    const closeness = closenessOfBoth(comparison)
    if (closeness > best) {
      second = best
      best = closeness
      closest = { closest: candidate, comparison }
    } else second = Math.max(second, closeness)
  }
  return best - Math.max(0, second) >= MIN_MARGIN ? closest : undefined
}

function closenessOfBoth({ straight, swapped }: Comparison): number {
  return Math.max(sum(straight), sum(swapped))
}

function sum([home, away]: readonly [number, number]): number {
  return home + away
}
