import {
  sidesOf,
  type House,
  type Market,
  type MarketKind,
  type Match,
  type Side,
  type Sport,
} from './match.ts'

export interface ListedSelection {
  readonly id: string
  readonly side: Side
}

export interface ListedMarket {
  readonly id: string
  readonly kind: MarketKind
  readonly line: string | null
  readonly selections: readonly [ListedSelection, ListedSelection]
}

/** A match as one house lists it. */
export interface ListedEvent {
  readonly id: string
  readonly matchNumber: number
  readonly sport: Sport
  readonly competition: string
  readonly startMs: number
  readonly home: string
  readonly away: string
  readonly markets: readonly ListedMarket[]
}

/** Ids differ between the houses and no id of one is an id of the other. */
const FIRST_IDS = {
  north: { event: 48_200, market: 310_000, selection: 7_400_000 },
  south: { event: 500, market: 2000, selection: 9000 },
} as const

const MOST_MARKETS = 2

export function listMatch(match: Match, house: House): ListedEvent {
  const first = FIRST_IDS[house]
  const listMarket = ({ kind, line }: Market, index: number): ListedMarket => {
    const position = match.number * MOST_MARKETS + index
    const [firstSide, secondSide] = sidesOf(kind)
    return {
      id: String(first.market + position),
      kind,
      line,
      selections: [
        { id: String(first.selection + position * 2), side: firstSide },
        { id: String(first.selection + position * 2 + 1), side: secondSide },
      ],
    }
  }
  return {
    id: String(first.event + match.number),
    matchNumber: match.number,
    sport: match.sport,
    competition: match.competition[house],
    startMs: match.startMs,
    home: match.home[house],
    away: match.away[house],
    markets: match.markets.map(listMarket),
  }
}

/** "Novak Djokovic", "Over 2.5": what a bet slip calls a selection. */
export function nameSelection(event: ListedEvent, market: ListedMarket, side: Side): string {
  if (side === 'home') return event.home
  if (side === 'away') return event.away
  return `${side === 'over' ? 'Over' : 'Under'} ${market.line}`
}

const MARKET_NAMES = {
  'match-winner': 'Match winner',
  'total-goals': 'Total goals',
  'total-points': 'Total points',
} as const

export const nameMarket = (market: ListedMarket): string =>
  market.line === null ? MARKET_NAMES[market.kind] : `${MARKET_NAMES[market.kind]} ${market.line}`
