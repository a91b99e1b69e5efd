import { leg, opportunity, opportunityLeg, settlement } from '@surefoot/shared/messages'
import { z } from 'zod'

const side = opportunityLeg.pick({
  selectionId: true,
  outcome: true,
  opposite: true,
  stakeStep: true,
})

/** An execution as the rules of @surefoot/execution-rules read it, in one row. */
export const ruledExecution = z.object({
  opportunity: opportunity
    .pick({ market: true, sport: true })
    .extend({ legs: z.object({ A: side, B: side }) }),
  legs: z.array(
    leg
      .pick({
        legId: true,
        role: true,
        account: true,
        selectionId: true,
        state: true,
        stake: true,
        leastOdds: true,
        receipt: true,
      })
      .extend({ settlement: settlement.pick({ result: true }).nullable() }),
  ),
})
