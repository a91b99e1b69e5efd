import {
  isSameShown,
  ok,
  refuse,
  shownOf,
  type deskExecute,
  type Opportunity,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { refuseIdle } from '../desk/desk-view.ts'
import { viewDesk, type Desk } from '../desk/desk.ts'
import { boundOpportunity } from './bound-opportunity.ts'
import { deriveOpportunity } from './derive-opportunity.ts'
import { takeOpportunity } from './take-opportunity.ts'

type Execute = z.output<typeof deskExecute.body>

/**
 * The operator takes an opportunity. An execution that the ledger or this worker knows already is answered, not taken
 * again. Refused: NOT_RUNNING, OPPORTUNITY_GONE, OPPORTUNITY_CHANGED, NEEDS_REVIEW, LEDGER_SILENT, and as `deriveOpportunity`, `boundOpportunity` and
 * `takeOpportunity`.
 */
export async function onDeskExecute(
  desk: Desk,
  { executionId, opportunityId, shown, stake, actor }: Execute,
): Promise<Reply<typeof deskExecute.reply>> {
  const known = await findExecution(desk, executionId)
  if (!known.ok) return known
  if (known.isFound) return ok({ executionId })
  const found = desk.opportunities.find(opportunityId)
  if (found === undefined)
    return (
      refuseIdle(viewDesk(desk)) ??
      refuse('OPPORTUNITY_GONE', 'The opportunity is gone: its prices have moved.')
    )
  if (!isShown(desk, found, shown))
    return refuse(
      'OPPORTUNITY_CHANGED',
      `This is now ${found.home} v ${found.away}, ${found.market}, and not what was shown when it was taken. Nothing was placed: look at it and take it again.`,
    )
  const derived = deriveOpportunity(desk, found)
  if (!derived.ok) return derived
  const { review } = derived.opportunity
  if (review !== undefined && shown?.review !== review.rail)
    return refuse(
      'NEEDS_REVIEW',
      `The row did not show this yet: ${review.because} Read it and execute again.`,
    )
  const sized = await boundOpportunity(desk, derived.opportunity, stake)
  if (!sized.ok) return sized
  const { opportunity } = sized
  const taken = await takeOpportunity(desk, {
    executionId,
    opportunity,
    requestedBy: actor,
    isAuto: false,
  })
  return taken.ok ? ok({ executionId }) : taken
}

/** Never another match or bet than the operator saw. Without what they saw, the id must never have been another's. */
function isShown({ opportunities }: Desk, found: Opportunity, shown: Execute['shown']): boolean {
  return shown === undefined
    ? !opportunities.hasChanged(found.opportunityId)
    : isSameShown(shownOf(found), shown)
}

async function findExecution(
  { executions, ports }: Desk,
  executionId: string,
): Promise<{ readonly ok: true; readonly isFound: boolean } | Refusal> {
  if (executions.isKnown(executionId)) return ok({ isFound: true })
  const reply = await ports.ledger.execution({ executionId })
  if (reply.ok) return ok({ isFound: true })
  return reply.code === 'NOT_FOUND' ? ok({ isFound: false }) : reply
}
