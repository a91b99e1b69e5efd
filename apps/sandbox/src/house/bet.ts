import { z } from 'zod'
import type { Offer } from '../market/board.ts'
import { nameMarket, nameSelection } from '../market/listing.ts'
import { HOUSES, marketKind, side } from '../market/match.ts'
import { refusal, submission } from './decide-bet.ts'

const subject = z
  .object({
    matchNumber: z.number().int(),
    eventId: z.string(),
    marketKind,
    side,
    event: z.string(),
    market: z.string(),
    selection: z.string(),
  })
  .readonly()
export type BetSubject = z.infer<typeof subject>

/** One submit that a house saw, and what became of it. */
export const bet = z
  .object({
    house: z.enum(HOUSES),
    reference: z.string(),
    submission,
    submittedMs: z.number(),
    /** What was bet on, in the house's words; null if it lists no such selection. */
    subject: subject.nullable(),
    state: z.enum(['pending', 'rejected', 'open', 'won', 'lost', 'void', 'cashed_out']),
    /** As accepted; as asked until then. Hundredths. */
    odds: z.number().int(),
    stakeMinor: z.number().int(),
    /** When the house took or refused it. */
    decidedMs: z.number().nullable(),
    refusal: refusal.nullable(),
    /** Paid back by settlement or cash-out. */
    returnedMinor: z.number().int(),
  })
  .readonly()
export type Bet = z.infer<typeof bet>
export type BetState = Bet['state']

export function describeSubject({ event, market, selection }: Offer): BetSubject {
  return {
    matchNumber: event.matchNumber,
    eventId: event.id,
    marketKind: market.kind,
    side: selection.side,
    event: `${event.home} v ${event.away}`,
    market: nameMarket(market),
    selection: nameSelection(event, market, selection.side),
  }
}

/** What a bet has moved on its customer's balance so far, in minor units. */
export function movedBy({ state, stakeMinor, returnedMinor }: Bet): number {
  return state === 'pending' || state === 'rejected' ? 0 : returnedMinor - stakeMinor
}

export const isSettled = ({ state }: Bet): boolean =>
  state !== 'pending' && state !== 'open' && state !== 'rejected'
