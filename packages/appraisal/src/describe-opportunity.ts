import { fromMinor, oppositeOf, type SizedLegs } from '@surefoot/arbitrage'
import type { Opportunity, OpportunityLeg } from '@surefoot/shared/messages'
import { opportunityIdOf, type Pair } from './pair.ts'
import type { Side, Sides } from './side.ts'

interface Sized {
  readonly pair: Pair
  readonly sides: Sides
  readonly stakes: SizedLegs
}

interface Moment {
  readonly deskId: string
  readonly nowMs: number
}

/** A pair with its stakes, as it is published. */
export function describeOpportunity(
  { pair, sides: { A, B }, stakes }: Sized,
  { deskId, nowMs }: Moment,
): Omit<Opportunity, 'profit' | 'profitBps'> {
  const { matchId, named } = pair.matches.A
  return {
    opportunityId: opportunityIdOf(deskId, pair),
    deskId,
    matchId,
    home: named.home,
    away: named.away,
    sport: named.sport,
    start: named.start,
    market: pair.market,
    line: pair.line,
    legs: { A: legOf(A, stakes.stakeAMinor, nowMs), B: legOf(B, stakes.stakeBMinor, nowMs) },
    foundAt: nowMs,
  }
}

function legOf(side: Side, stakeMinor: number, nowMs: number): OpportunityLeg {
  const { source, quote, outcome, opposite, terms, heardAtMs } = side
  const { selectionId, eventId, odds, maxStake } = quote
  return {
    providerId: source.providerId,
    contractVersion: source.contractVersion,
    currency: source.currency,
    eventId,
    selectionId,
    outcome,
    odds,
    stake: fromMinor(stakeMinor),
    maxStake,
    ...(terms && { stakeStep: fromMinor(terms.limits.stepMinor) }),
    receivedAt: heardAtMs,
    ageMs: Math.max(0, nowMs - heardAtMs),
    opposite:
      opposite === undefined
        ? null
        : {
            selectionId: opposite.selectionId,
            outcome: oppositeOf(outcome) ?? outcome,
            odds: opposite.odds,
          },
  }
}
