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

/** The first two markets of a match have the ids that they always had; those after them count elsewhere. */
const FIRST_MARKETS = 2
const FURTHER_MARKETS = 2
const FURTHER_IDS = {
  north: { market: 5_000_000, selection: 8_400_000 },
  south: { market: 1_000_000, selection: 2_000_000 },
} as const

function idsOf(house: House, { number }: Match, index: number): readonly [number, number] {
  const isFirst = index < FIRST_MARKETS
  const from = (isFirst ? FIRST_IDS : FURTHER_IDS)[house]
  const position = isFirst
    ? number * FIRST_MARKETS + index
    : number * FURTHER_MARKETS + index - FIRST_MARKETS
  return [from.market + position, from.selection + position * 2]
}

export function listMatch(match: Match, house: House): ListedEvent {
  const listMarket = ({ kind, line }: Market, index: number): ListedMarket => {
    const [marketId, selectionId] = idsOf(house, match, index)
    const [firstSide, secondSide] = sidesOf(kind)
    return {
      id: String(marketId),
      kind,
      line,
      selections: [
        { id: String(selectionId), side: firstSide },
        { id: String(selectionId + 1), side: secondSide },
      ],
    }
  }
  return {
    id: String(FIRST_IDS[house].event + match.number),
    matchNumber: match.number,
    sport: match.sport,
    competition: match.competition[house],
    startMs: match.startMs,
    home: match.home[house],
    away: match.away[house],
    markets: match.markets.map(listMarket),
  }
}

/** "Novak Djokovic", "Over 2.5", "Chelsea +0.5": what a bet slip calls a selection. */
export function nameSelection(event: ListedEvent, market: ListedMarket, side: Side): string {
  const name = side === 'home' || side === 'away' ? event[side] : SIDE_NAMES[side]
  if (market.line === null) return name
  return `${name} ${market.kind === 'handicap' ? handicapOf(side, market.line) : market.line}`
}

const SIDE_NAMES = {
  over: 'Over',
  under: 'Under',
  yes: 'Yes',
  no: 'No',
  odd: 'Odd',
  even: 'Even',
} as const

/** "-0.5" of home is "+0.5" of away. */
function handicapOf(side: Side, line: string): string {
  const isMinus = line.startsWith('-') === (side === 'home')
  return `${isMinus ? '-' : '+'}${line.replace('-', '')}`
}

const MARKET_NAMES: Readonly<Record<MarketKind, string>> = {
  'match-winner': 'Match winner',
  'total-goals': 'Total goals',
  'total-points': 'Total points',
  handicap: 'Handicap',
  'both-score': 'Both teams to score',
  'odd-even': 'Odd or even goals',
}

export const nameMarket = (market: ListedMarket): string =>
  market.line === null ? MARKET_NAMES[market.kind] : `${MARKET_NAMES[market.kind]} ${market.line}`
