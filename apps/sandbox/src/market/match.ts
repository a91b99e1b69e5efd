/** A real match, which no house shows as it is: each lists it under ids and names of its own. */
export const HOUSES = ['north', 'south'] as const
export type House = (typeof HOUSES)[number]

export const SPORTS = ['tennis', 'basketball', 'football'] as const
export type Sport = (typeof SPORTS)[number]

export type MarketKind = 'match-winner' | 'total-goals' | 'total-points'
export type Side = 'home' | 'away' | 'over' | 'under'

/** A player, club or competition, as North and as South spell it. */
export type Spelling = Readonly<Record<House, string>>

export interface Market {
  readonly kind: MarketKind
  readonly line: string | null
}

export interface Match {
  readonly number: number
  readonly sport: Sport
  readonly competition: Spelling
  readonly home: Spelling
  readonly away: Spelling
  readonly startMs: number
  readonly houses: readonly House[]
  /** At most one of each kind. */
  readonly markets: readonly Market[]
}

/** How a market ended: its first side (home, over) won, its second did, or stakes are returned. */
export const RESULTS = ['first', 'second', 'void'] as const
export type Result = (typeof RESULTS)[number]

export const other = (house: House): House => (house === 'north' ? 'south' : 'north')

/** The two sides of a market, the first one first. */
export function sidesOf(kind: MarketKind): readonly [Side, Side] {
  return kind === 'match-winner' ? ['home', 'away'] : ['over', 'under']
}
