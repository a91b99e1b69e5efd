import { CLUBS } from './clubs.ts'
import { HOUSES, type House, type Market, type Match, type Spelling, type Sport } from './match.ts'
import { PLAYERS } from './players.ts'
import type { Random } from './random.ts'
import { TEAMS } from './teams.ts'

const MINUTE_MS = 60_000
const CONFUSABLE_CLUBS = 4

const COMPETITIONS: Readonly<Record<Sport, Spelling>> = {
  tennis: { north: 'ATP Vienna', south: 'ATP Vienna' },
  basketball: { north: 'NBA', south: 'USA NBA' },
  football: { north: 'Premier League', south: 'England Premier' },
}

/** What is played: mostly matches that both houses list, and some that only one has. */
const FIXTURE_LIST: readonly { sport: Sport; houses: readonly House[]; count: number }[] = [
  { sport: 'football', houses: HOUSES, count: 4 },
  { sport: 'tennis', houses: HOUSES, count: 4 },
  { sport: 'basketball', houses: HOUSES, count: 3 },
  { sport: 'tennis', houses: ['north'], count: 1 },
  { sport: 'football', houses: ['north'], count: 1 },
  { sport: 'tennis', houses: ['south'], count: 1 },
  { sport: 'basketball', houses: ['south'], count: 1 },
]

/** What an earlier start has left: the matches that are not over, and the highest number that a match ever had. */
export interface Kept {
  readonly matches: readonly Match[]
  readonly lastNumber: number
}

export const NOTHING_KEPT: Kept = { matches: [], lastNumber: 0 }

export interface Schedule {
  /** The matches on at the opening: those kept, or else new ones. */
  readonly matches: readonly Match[]
  /** Another match like one that is over; its players come back once all others have played. */
  follow(over: Match, nowMs: number): Match
}

export function createSchedule(
  random: Random,
  { openingMs, kept }: { readonly openingMs: number; readonly kept: Kept },
): Schedule {
  const queues: Record<Sport, Spelling[]> = {
    tennis: playingLast(random.shuffle(PLAYERS), kept),
    basketball: playingLast(random.shuffle(TEAMS), kept),
    football: playingLast(
      [...CLUBS.slice(0, CONFUSABLE_CLUBS), ...random.shuffle(CLUBS.slice(CONFUSABLE_CLUBS))],
      kept,
    ),
  }
  let drawn = kept.lastNumber
  const next = (sport: Sport): Spelling => {
    const participant = queues[sport].shift()
    if (!participant)
      throw new Error(`No ${sport} participants are listed; add some to the sandbox.`)
    queues[sport].push(participant)
    return participant
  }
  const draw = (sport: Sport, houses: readonly House[], startMs: number): Match => ({
    number: ++drawn,
    sport,
    competition: COMPETITIONS[sport],
    home: next(sport),
    away: next(sport),
    startMs,
    houses,
    markets: drawMarkets(random, sport),
  })
  const follow = (over: Match, nowMs: number): Match =>
    draw(over.sport, over.houses, drawStart(random, nowMs))
  if (kept.matches.length > 0) return { matches: kept.matches, follow }
  const confusableStartMs = drawStart(random, openingMs)
  const matches = FIXTURE_LIST.flatMap(({ sport, houses, count }) =>
    Array.from({ length: count }, () =>
      draw(
        sport,
        houses,
        drawn < CONFUSABLE_CLUBS / 2 ? confusableStartMs : drawStart(random, openingMs),
      ),
    ),
  )
  return { matches, follow }
}

/** Nobody is drawn who plays already. */
function playingLast(participants: readonly Spelling[], { matches }: Kept): Spelling[] {
  const playing = new Set(matches.flatMap(({ home, away }) => [home.north, away.north]))
  const plays = ({ north }: Spelling): boolean => playing.has(north)
  return [...participants.filter((one) => !plays(one)), ...participants.filter(plays)]
}

/** Forty minutes to six hours ahead, on a multiple of five minutes as fixtures are. */
function drawStart(random: Random, nowMs: number): number {
  const step = 5 * MINUTE_MS
  return Math.ceil(nowMs / step) * step + random.integer(8, 72) * step
}

function drawMarkets(random: Random, sport: Sport): readonly Market[] {
  if (sport === 'football')
    return [
      { kind: 'total-goals', line: '2.5' },
      { kind: 'handicap', line: random.pick(['-1.5', '-0.5', '0.5', '1.5']) },
      { kind: 'both-score', line: null },
      { kind: 'odd-even', line: null },
    ]
  const winner: Market = { kind: 'match-winner', line: null }
  if (sport === 'tennis') return [winner]
  return [winner, { kind: 'total-points', line: `${random.integer(208, 236)}.5` }]
}
