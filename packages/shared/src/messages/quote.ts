import { z } from 'zod'
import { foreignId, foreignText, instant, money, odds, providerId } from './common.ts'

export const market = z.enum(['match_winner', 'total'])
export type Market = z.infer<typeof market>
export const outcome = z.enum(['home', 'draw', 'away', 'over', 'under'])
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
  /** The number a total is measured against; null for a match winner. */
  line: z.string().max(12).nullable(),
  selectionId: foreignId,
  outcome,
  odds,
  maxStake: money.nullable(),
  suspended: z.boolean(),
})
export type Quote = z.infer<typeof quote>
