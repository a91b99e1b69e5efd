import { z } from 'zod'
import { deskScope, odds } from './common.ts'
import { defineEvent } from './define.ts'
import { opportunity, review } from './opportunity.ts'

const { opportunityId, home, away, sport, start, market, line } = opportunity.shape

/** Rows that one message carries: what an operator can read, and about 40 KB. */
export const MAX_REFUSED_ROWS = 50

/** A pair of prices that wins by its odds and is offered to nobody, because a rail refuses it. */
export const refusedRow = z.object({
  opportunityId,
  home,
  away,
  sport,
  start,
  market,
  line,
  odds: z.object({ A: odds, B: odds }),
  /** What the odds alone promise, in hundredths of a percent of the stakes. */
  edgeBps: z.number().int(),
  /** Which rail refuses it, and a sentence with its numbers. */
  ...review.shape,
  /** From when it was first refused until now, or until it ended. */
  livedMs: z.number().int().nonnegative(),
  /** How long ago it ended; null while the prices still promise it. */
  endedAgoMs: z.number().int().nonnegative().nullable(),
})
export type RefusedRow = z.infer<typeof refusedRow>

/** All that the rails of a desk refuse now or refused in the last minute: each message replaces the one before. */
export const opportunityRefused = defineEvent(
  'opportunity.refused',
  'global',
  z.object({ ...deskScope, rows: z.array(refusedRow).max(MAX_REFUSED_ROWS) }),
)
