import { z } from 'zod'
import { defineRequest } from '../define.ts'
import { legPlan } from '../leg.ts'
import { opportunity } from '../opportunity.ts'
import { deskScope, instant, money, venue } from '../common.ts'
import { executionRecord } from './execution.ts'

/**
 * Write the execution and its two legs in one commit: the real lock of a match.
 * A repeated request answers `created: false` and the record as it is.
 * Refused: MATCH_BUSY (another open execution of the match), HALTED, VENUE (the desk's venue is another), OVER_CAP,
 * and of a plan that is no sure bet by its own facts: INVALID_LEG, NOT_OPPOSITE, NO_PROFIT, PROFIT_OVERSTATED.
 */
export const ledgerOpen = defineRequest(
  'ledger.open',
  'global',
  z.object({
    ...deskScope,
    executionId: z.uuid(),
    opportunity,
    venue,
    requestedBy: z.string(),
    deadline: instant,
    legs: z.object({ A: legPlan, B: legPlan }),
  }),
  executionRecord.extend({ created: z.boolean() }),
)

/** Re-size a leg that is still AUTHORIZED (B after A's receipt). Refused: NOT_AUTHORIZED. */
export const ledgerResize = defineRequest(
  'ledger.resize',
  'global',
  z.object({
    legId: legPlan.shape.legId,
    stake: money,
    leastOdds: legPlan.shape.leastOdds,
    by: z.string(),
  }),
  z.object({ leg: legPlan }),
)
