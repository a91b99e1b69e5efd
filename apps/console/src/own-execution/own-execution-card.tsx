import { Notification } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { executionQuery } from '../api/queries.ts'
import { forgetExecution, type OwnExecution } from '../live/own-executions.ts'
import { useNow } from '../live/use-now.ts'
import { ExecutionLink } from '../parts/links.tsx'
import { describeOutcome, type OutcomeNotice } from './describe-outcome.ts'
import { Outside } from '../names/outside.tsx'

const COLOURS: Record<OutcomeNotice['kind'], string> = {
  busy: 'blue',
  done: 'green',
  warn: 'yellow',
  failed: 'red',
}
/** Events mark the record as stale; this finds what they lost. */
const ASK_EVERY_MS = 1500
/** A good outcome goes by itself; every other stays until it is dismissed. */
const DONE_STAYS_MS = 20_000

/** One execution that was asked for here: from the click to what became of it. */
export function OwnExecutionCard({ own }: { readonly own: OwnExecution }) {
  const { executionId, event, askedAt, refusal } = own
  const now = useNow()
  const { data: record } = useQuery({
    ...executionQuery(executionId),
    enabled: refusal === null,
    // Until its row is in the ledger it is not found.
    retry: false,
    refetchInterval: ({ state }) => (state.data?.execution.closedAt == null ? ASK_EVERY_MS : false),
  })
  const ageMs = Math.max(0, now - askedAt)
  const { kind, title, message, isFinal } = describeOutcome({ event, record, refusal, ageMs })
  useEffect(() => {
    if (kind !== 'done') return
    const timer = window.setTimeout(() => forgetExecution(executionId), DONE_STAYS_MS)
    return () => window.clearTimeout(timer)
  }, [kind, executionId])
  return (
    <Notification
      title={title}
      color={COLOURS[kind]}
      loading={!isFinal}
      withBorder
      data-testid="own-execution"
      data-kind={kind}
      onClose={() => forgetExecution(executionId)}
      closeButtonProps={{ 'aria-label': 'Dismiss' }}
    >
      <Outside>{message}</Outside>
      {record !== undefined && (
        <div>
          <ExecutionLink executionId={executionId}>See the execution</ExecutionLink>
        </div>
      )}
    </Notification>
  )
}
