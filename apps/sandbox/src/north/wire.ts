import type { Bet, BetState } from '../house/bet.ts'
import type { Board, Offer } from '../market/board.ts'
import type { ListedEvent, ListedSelection } from '../market/listing.ts'
import { formatDecimal } from '../market/odds.ts'
import { formatMoney } from '../money.ts'

/** North's words on its wire; see the tables in the README. */
const priceOf = ({ quote }: Offer) => ({
  price: formatDecimal(quote.odds),
  limit: formatMoney(quote.limitMinor),
  open: quote.isOpen,
})

export const writeUpdate = (offer: Offer) => ({ selection: offer.selection.id, ...priceOf(offer) })

function writeEvent(event: ListedEvent, board: Board) {
  const writeSelection = ({ id, side }: ListedSelection) => {
    const offer = board.offer(id)
    return offer ? [{ id, side, ...priceOf(offer) }] : []
  }
  return {
    id: event.id,
    sport: event.sport,
    league: event.competition,
    start: new Date(event.startMs).toISOString(),
    home: event.home,
    away: event.away,
    markets: event.markets.map(({ id, kind, line, selections }) => ({
      id,
      kind,
      line,
      selections: selections.flatMap(writeSelection),
    })),
  }
}

export const writeEvents = (board: Board) => board.events.map((event) => writeEvent(event, board))

/** A pending or refused bet is not in North's lists. */
const STATES: Readonly<Partial<Record<BetState, string>>> = {
  open: 'open',
  won: 'won',
  lost: 'lost',
  void: 'void',
  cashed_out: 'cashed_out',
}

function writeBet(bet: Bet) {
  return {
    ref: bet.reference,
    selectionId: bet.submission.selectionId,
    stake: formatMoney(bet.stakeMinor),
    price: formatDecimal(bet.odds),
    state: STATES[bet.state],
    placedAt: new Date(bet.decidedMs ?? bet.submittedMs).toISOString(),
  }
}

export const writeOpenBet = (bet: Bet, cashOutMinor: number | null) => ({
  ...writeBet(bet),
  cashOut: cashOutMinor === null ? null : formatMoney(cashOutMinor),
})

export const writeSettledBet = (bet: Bet) => ({
  ...writeBet(bet),
  returned: formatMoney(bet.returnedMinor),
})

export const writeRejection = (code: string, message: string) => ({
  status: 'rejected',
  code,
  message,
})

export function writeAnswer(bet: Bet) {
  if (bet.refusal) return writeRejection(bet.refusal.code, bet.refusal.message)
  const { ref, selectionId, stake, price } = writeBet(bet)
  return { status: 'accepted', ref, selectionId, stake, price }
}
