import type { Account, LegPlan, LegRole, LegState } from '@surefoot/shared/messages'

/** A leg of an execution, as its id ends: the second hedge leg is `H2`. */
export type Place = LegRole | 'H2'

/** What the id of a leg ends with. */
export function placeOf({ legId }: Pick<LegPlan, 'legId'>): string {
  return legId.slice(legId.lastIndexOf('-') + 1)
}

/**
 * What becomes of a leg at its bookmaker. `hold`: it decides after a while. `taken unsaid`: it is in the book, and the answer
 * is lost. `not taken unsaid`: it is not, and nobody says so.
 */
export type Fate = 'accept' | 'reject' | 'reduce' | 'hold' | 'taken unsaid' | 'not taken unsaid'

export interface Scenario {
  /** The first part of its cases' names. */
  readonly name: string
  /** Of the legs that are not simply accepted. */
  readonly fates: Partial<Record<Place, Fate>>
  /**
   * The leg whose placing is the first that does not go as in a scenario above: the faults begin there, because before
   * it they would be the same cases again. Null: they begin with the request.
   */
  readonly from: Place | null
  /** The leg from which on it goes as in a scenario above again: the faults end there. */
  readonly until?: Place
  /** How its legs end when nothing happens. */
  readonly ends: Partial<Record<Place, LegState>>
  /** A person stops every click while this leg is clicked. */
  readonly haltedAt?: Place
  /** The account is logged out after its click, so that its bets cannot be read. */
  readonly unreadable?: Account
}

const ACCEPTED = { A: 'ACCEPTED', B: 'ACCEPTED' } as const
const HEDGED = { A: 'ACCEPTED', B: 'REJECTED', H: 'ACCEPTED' } as const

export const SCENARIOS: readonly Scenario[] = [
  { name: 'both-accepted', fates: {}, from: null, ends: ACCEPTED },
  { name: 'a-rejected', fates: { A: 'reject' }, from: 'A', ends: { A: 'REJECTED', B: 'DENIED' } },
  { name: 'b-rejected', fates: { B: 'reject' }, from: 'B', ends: HEDGED },
  { name: 'a-reduced', fates: { A: 'reduce' }, from: 'A', ends: ACCEPTED },
  {
    name: 'b-reduced',
    fates: { B: 'reduce' },
    from: 'B',
    until: 'H',
    ends: { ...ACCEPTED, H: 'ACCEPTED' },
  },
  { name: 'a-pending', fates: { A: 'hold' }, from: 'A', until: 'B', ends: ACCEPTED },
  { name: 'b-pending', fates: { B: 'hold' }, from: 'B', ends: ACCEPTED },
  {
    name: 'a-unknown-taken',
    fates: { A: 'taken unsaid' },
    from: 'A',
    until: 'H',
    ends: { A: 'ACCEPTED', B: 'DENIED', H: 'ACCEPTED' },
  },
  {
    name: 'a-unknown-absent',
    fates: { A: 'not taken unsaid' },
    from: 'A',
    ends: { A: 'ABSENT', B: 'DENIED' },
  },
  { name: 'b-unknown-taken', fates: { B: 'taken unsaid' }, from: 'B', ends: ACCEPTED },
  {
    name: 'b-unknown-absent',
    fates: { B: 'not taken unsaid' },
    from: 'B',
    until: 'H',
    ends: { A: 'ACCEPTED', B: 'ABSENT', H: 'ACCEPTED' },
  },
  {
    name: 'b-escalated',
    fates: { B: 'taken unsaid' },
    from: 'B',
    unreadable: 'B',
    ends: { A: 'ACCEPTED', B: 'ESCALATED' },
  },
  {
    name: 'hedge-rejected',
    fates: { B: 'reject', H: 'reject' },
    from: 'H',
    ends: { ...HEDGED, H: 'REJECTED', H2: 'ACCEPTED' },
  },
  {
    name: 'hedges-rejected',
    fates: { B: 'reject', H: 'reject', H2: 'reject' },
    from: 'H2',
    ends: { ...HEDGED, H: 'REJECTED', H2: 'REJECTED' },
  },
  {
    name: 'hedge-absent',
    fates: { B: 'reject', H: 'not taken unsaid' },
    from: 'H',
    until: 'H2',
    ends: { ...HEDGED, H: 'ABSENT', H2: 'ACCEPTED' },
  },
  {
    name: 'hedge-unknown',
    fates: { B: 'reject', H: 'taken unsaid' },
    from: 'H',
    ends: HEDGED,
  },
  {
    name: 'halted',
    fates: {},
    from: 'A',
    haltedAt: 'A',
    ends: { A: 'ACCEPTED', B: 'DENIED', H: 'DENIED', H2: 'DENIED' },
  },
]
