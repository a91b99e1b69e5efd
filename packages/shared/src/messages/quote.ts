import { z } from 'zod'
import { foreignId, foreignText, instant, money, odds, providerId } from './common.ts'

/** What each kind is, and which lines and outcomes it has: `MARKETS` in `@surefoot/shared/markets`. */
export const market = z.enum([
  'match_winner',
  'total',
  'handicap',
  'draw_no_bet',
  'both_score',
  'odd_even',
  'result',
  'double_chance',
  'home_total',
  'away_total',
])
export type Market = z.infer<typeof market>
export const outcome = z.enum([
  'home',
  'draw',
  'away',
  'over',
  'under',
  'yes',
  'no',
  'odd',
  'even',
  'home_draw',
  'home_away',
  'draw_away',
])
export type Outcome = z.infer<typeof outcome>

/** One price of one outcome at one provider. `selectionId` is the provider's own name for the outcome. */
export const quote = z.object({
  providerId,
  eventId: foreignId,
  home: foreignText,
  away: foreignText,
  start: instant,
  sport: z.string().max(40),
  competition: foreignText.nullable(),
  market,
  /** What a total is measured against, or home's handicap, which away has with the other sign; null where there is none. */
  line: z.string().max(12).nullable(),
  selectionId: foreignId,
  outcome,
  odds,
  maxStake: money.nullable(),
  suspended: z.boolean(),
})
export type Quote = z.infer<typeof quote>
