import { z } from 'zod'

/** A real match, which no house shows as it is: each lists it under ids and names of its own. */
export const HOUSES = ['north', 'south'] as const
export type House = (typeof HOUSES)[number]

export const SPORTS = ['tennis', 'basketball', 'football'] as const
export type Sport = (typeof SPORTS)[number]

export const marketKind = z.enum([
  'match-winner',
  'total-goals',
  'total-points',
  'handicap',
  'both-score',
  'odd-even',
])
export type MarketKind = z.infer<typeof marketKind>
export const side = z.enum(['home', 'away', 'over', 'under', 'yes', 'no', 'odd', 'even'])
export type Side = z.infer<typeof side>

/** A player, club or competition, as North and as South spell it. */
const spelling = z.object({ north: z.string(), south: z.string() }).readonly()
export type Spelling = z.infer<typeof spelling>

/** The line of a handicap is home's. */
const market = z.object({ kind: marketKind, line: z.string().nullable() }).readonly()
export type Market = z.infer<typeof market>

export const match = z
  .object({
    /** Counts up and is never given again, not even by a later start. */
    number: z.number().int(),
    sport: z.enum(SPORTS),
    competition: spelling,
    home: spelling,
    away: spelling,
    startMs: z.number(),
    houses: z.array(z.enum(HOUSES)).readonly(),
    /** At most one of each kind. */
    markets: z.array(market).readonly(),
  })
  .readonly()
export type Match = z.infer<typeof match>

/** How a market ended: its first side (home, over, yes, odd) won, its second did, or stakes are returned. */
export const RESULTS = ['first', 'second', 'void'] as const
export type Result = (typeof RESULTS)[number]

export const other = (house: House): House => (house === 'north' ? 'south' : 'north')

const SIDES: Readonly<Record<MarketKind, readonly [Side, Side]>> = {
  'match-winner': ['home', 'away'],
  'total-goals': ['over', 'under'],
  'total-points': ['over', 'under'],
  handicap: ['home', 'away'],
  'both-score': ['yes', 'no'],
  'odd-even': ['odd', 'even'],
}

/** The two sides of a market, the first one first. */
export function sidesOf(kind: MarketKind): readonly [Side, Side] {
  return SIDES[kind]
}
