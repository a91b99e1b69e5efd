import type { Bet, BetState } from '../house/bet.ts'
import type { Refusal, RefusalCode } from '../house/decide-bet.ts'
import type { Board, Offer } from '../market/board.ts'
import type { MarketKind, Side, Sport } from '../market/match.ts'
import { formatFraction } from '../market/odds.ts'
import { formatGrouped, formatMoney } from '../money.ts'

/** South's words on its wire; see the tables in the README. */
const SPORTS: Readonly<Record<Sport, string>> = {
  tennis: 'TEN',
  basketball: 'BASK',
  football: 'FOOT',
}
const MARKETS: Readonly<Record<MarketKind, string>> = {
  'match-winner': 'ML',
  'total-goals': 'OU',
  'total-points': 'OU',
  handicap: 'AH',
  'both-score': 'BTS',
  'odd-even': 'OE',
}
const SIDES: Readonly<Record<Side, string>> = {
  home: '1',
  away: '2',
  over: 'O',
  under: 'U',
  yes: 'Y',
  no: 'N',
  odd: 'ODD',
  even: 'EVEN',
}
const CODES: Readonly<Record<RefusalCode, string>> = {
  PRICE_CHANGED: 'ODDS',
  SUSPENDED: 'CLOSED',
  LIMIT: 'MAX',
  FUNDS: 'CASH',
  LOGGED_OUT: 'AUTH',
}
const STATES: Readonly<Partial<Record<BetState, string>>> = {
  pending: 'P',
  open: 'O',
  won: 'W',
  lost: 'L',
  void: 'V',
  cashed_out: 'C',
}

/** Every event, market and outcome by id. */
export function writeNames(board: Board) {
  const markets = board.events.flatMap((event) =>
    event.markets.map((market) => ({ event, market })),
  )
  return {
    e: Object.fromEntries(
      board.events.map(({ id, home, away, startMs, sport, competition }) => [
        id,
        [home, away, Math.floor(startMs / 1000), SPORTS[sport], competition],
      ]),
    ),
    m: Object.fromEntries(
      markets.map(({ event, market }) => [
        market.id,
        [event.id, MARKETS[market.kind], market.line],
      ]),
    ),
    o: Object.fromEntries(
      markets.flatMap(({ market }) =>
        market.selections.map(({ id, side }) => [id, [market.id, SIDES[side]]]),
      ),
    ),
  }
}

export function writePrices(offers: readonly Offer[]) {
  const writePrice = ({ selection, quote }: Offer) => [
    selection.id,
    [formatFraction(quote.odds), formatMoney(quote.limitMinor), quote.isOpen ? 1 : 0],
  ]
  return { p: Object.fromEntries(offers.map(writePrice)) }
}

const writeBet = (bet: Bet) => ({
  oid: bet.submission.selectionId,
  a: formatMoney(bet.stakeMinor),
  o: formatFraction(bet.odds),
  st: STATES[bet.state],
  at: (bet.decidedMs ?? bet.submittedMs) / 1000,
})

/** @param cashOutOf minor units, or null where the house does not buy the bet back */
export function writeOpenBets(bets: readonly Bet[], cashOutOf: (bet: Bet) => number | null) {
  const writeOffer = (minor: number | null) => (minor === null ? '-' : formatGrouped(minor))
  return {
    b: Object.fromEntries(
      bets.map((bet) => [bet.reference, { ...writeBet(bet), co: writeOffer(cashOutOf(bet)) }]),
    ),
  }
}

export function writeSettledBets(bets: readonly Bet[]) {
  return {
    b: Object.fromEntries(
      bets.map((bet) => [
        bet.reference,
        { ...writeBet(bet), pb: formatGrouped(bet.returnedMinor) },
      ]),
    ),
  }
}

export const writeRefusal = ({ code, message }: Refusal) => ({ s: 'R', c: CODES[code], d: message })

export function writeAnswer(bet: Bet) {
  if (bet.refusal) return writeRefusal(bet.refusal)
  const { oid, a, o } = writeBet(bet)
  return { s: 'A', r: bet.reference, oid, a, o }
}
