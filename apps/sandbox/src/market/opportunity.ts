import type { Board } from './board.ts'
import { formatMoney } from '../money.ts'
import { houseOfFirst, type Direction } from './disturb.ts'
import type { House, MarketKind, Side, Sport } from './match.ts'
import { formatDecimal, formatFraction } from './odds.ts'
import { sumOfInverses } from './pricing.ts'
import { listingOf, type TradedMarket } from './traded-market.ts'

interface OpportunityLeg {
  readonly eventId: string
  readonly home: string
  readonly away: string
  readonly selectionId: string
  readonly side: Side
  /** As the house shows it: "2.10" at North, "11/10" at South. */
  readonly price: string
  readonly decimalOdds: string
  readonly limit: string
}

/** A real arbitrage as the market maker opened it: the answer of `POST /opportunity`. */
export interface Opportunity {
  readonly sport: Sport
  readonly market: MarketKind
  readonly line: string | null
  readonly direction: Direction
  readonly sumOfInverses: string
  readonly untilMs: number
  readonly north: OpportunityLeg
  readonly south: OpportunityLeg
}

export function describeOpportunity(
  traded: TradedMarket,
  direction: Direction,
  shown: { boards: Readonly<Record<House, Board>>; untilMs: number },
): Opportunity {
  const first = houseOfFirst(direction)
  const north = readLeg(traded, shown.boards.north, first === 'north' ? 0 : 1)
  const south = readLeg(traded, shown.boards.south, first === 'south' ? 0 : 1)
  return {
    sport: traded.match.sport,
    market: traded.market.kind,
    line: traded.market.line,
    direction,
    sumOfInverses: sumOfInverses(north.odds, south.odds).toFixed(4),
    untilMs: shown.untilMs,
    north: north.leg,
    south: south.leg,
  }
}

function readLeg(
  traded: TradedMarket,
  board: Board,
  side: 0 | 1,
): { odds: number; leg: OpportunityLeg } {
  const selection = listingOf(traded, board.house)?.selections[side]
  const offer = selection && board.offer(selection.id)
  if (!offer)
    throw new Error(
      `Match ${traded.match.number} is not on the board of ${board.house}; report this.`,
    )
  const { event } = offer
  const { odds, limitMinor } = offer.quote
  return {
    odds,
    leg: {
      eventId: event.id,
      home: event.home,
      away: event.away,
      selectionId: offer.selection.id,
      side: offer.selection.side,
      price: board.house === 'north' ? formatDecimal(odds) : formatFraction(odds),
      decimalOdds: formatDecimal(odds),
      limit: formatMoney(limitMinor),
    },
  }
}
