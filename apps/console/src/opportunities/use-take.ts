import { shownOf } from '@surefoot/shared/messages'
import { execute } from '../api/commands.ts'
import type { LiveOpportunity } from '../api/desk.ts'
import { Problem } from '../api/problem.ts'
import { formatEvent } from '../format/words.ts'
import { followExecution, forgetExecution } from '../live/own-executions.ts'
import { useCommand } from '../parts/use-command.ts'

/** Takes an opportunity by one click; what becomes of it is shown at the edge of the screen until it is known. */
export function useTake(opportunity: LiveOpportunity) {
  const taking = useCommand({
    run: execute,
    failure: (_order, error) =>
      isRefusal(error)
        ? `${formatEvent(opportunity)} was not taken`
        : `It is not known whether ${formatEvent(opportunity)} was taken`,
    onFailed: (error, { executionId }) => {
      // Without a clear refusal it may have been taken: the ledger is asked on.
      if (isRefusal(error)) forgetExecution(executionId)
    },
  })
  const take = (stake: string | null): void => {
    const executionId = crypto.randomUUID()
    const { opportunityId } = opportunity
    followExecution(executionId, formatEvent(opportunity))
    const shown = shownOf(opportunity)
    taking.mutate({ executionId, opportunityId, shown, ...(stake === null ? {} : { stake }) })
  }
  return { take, isTaking: taking.isPending }
}

/** The request may have been stored although its storing was not confirmed. */
const MAY_BE_TAKEN = new Set(['NOT_ENQUEUED'])

function isRefusal(error: Error): boolean {
  if (!(error instanceof Problem) || MAY_BE_TAKEN.has(error.code)) return false
  return error.status >= 400 && error.status < 500
}
