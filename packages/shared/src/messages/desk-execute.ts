import { z } from 'zod'
import { actor, deskScope, foreignId, money } from './common.ts'
import { defineRequest } from './define.ts'
import { opportunity, type Opportunity } from './opportunity.ts'

const { matchId, market, line } = opportunity.shape

/** What an operator saw when they pressed *Execute*: the match, the market, and what is bet at each account. */
export const shownOpportunity = z.object({
  matchId,
  market,
  line,
  selections: z.object({ A: foreignId, B: foreignId }),
  /** The rail that left it to the operator, where the row showed one. */
  review: z.string().max(40).optional(),
})
export type ShownOpportunity = z.infer<typeof shownOpportunity>

/** What an opportunity shows of itself. */
export function shownOf({ legs, review, ...of }: Opportunity): ShownOpportunity {
  const selections = { A: legs.A.selectionId, B: legs.B.selectionId }
  const shown = { matchId: of.matchId, market: of.market, line: of.line, selections }
  return review === undefined ? shown : { ...shown, review: review.rail }
}

/** Whether two are the same bets on the same match. */
export function isSameShown(one: ShownOpportunity, other: ShownOpportunity): boolean {
  return (
    one.matchId === other.matchId &&
    one.market === other.market &&
    one.line === other.line &&
    one.selections.A === other.selections.A &&
    one.selections.B === other.selections.B
  )
}

/**
 * Take an opportunity. The caller names the execution, so that asking twice is asking once. Refused with
 * OPPORTUNITY_CHANGED if the opportunity of this id is not what was shown; where the request does not carry that, if it has
 * been another one before.
 */
export const deskExecute = defineRequest(
  'desk.execute',
  'global',
  z.object({
    ...deskScope,
    executionId: z.uuid(),
    opportunityId: z.string().max(200),
    shown: shownOpportunity.optional(),
    /** Stake of leg A instead of the scanner's; B follows from it. */
    stake: money.optional(),
    actor,
  }),
  z.object({ executionId: z.uuid() }),
)
