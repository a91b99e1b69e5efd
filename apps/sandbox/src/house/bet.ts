import { nameMarket, nameSelection } from '../market/listing.ts'
import type { House, MarketKind, Side } from '../market/match.ts'
import type { Offer } from '../market/board.ts'
import type { Refusal, Submission } from './decide-bet.ts'

export type BetState = 'pending' | 'rejected' | 'open' | 'won' | 'lost' | 'void' | 'cashed_out'

/** One submit that a house saw, and what became of it. */
export interface Bet {
  readonly house: House
  readonly reference: string
  readonly submission: Submission
  readonly submittedMs: number
  /** What was bet on, in the house's words; null if it lists no such selection. */
  readonly subject: BetSubject | null
  readonly state: BetState
  /** As accepted; as asked until then. Hundredths. */
  readonly odds: number
  readonly stakeMinor: number
  /** When the house took or refused it. */
  readonly decidedMs: number | null
  readonly refusal: Refusal | null
  /** Paid back by settlement or cash-out. */
  readonly returnedMinor: number
}

export interface BetSubject {
  readonly matchNumber: number
  readonly eventId: string
  readonly marketKind: MarketKind
  readonly side: Side
  readonly event: string
  readonly market: string
  readonly selection: string
}

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

export const isSettled = ({ state }: Bet): boolean =>
  state !== 'pending' && state !== 'open' && state !== 'rejected'
