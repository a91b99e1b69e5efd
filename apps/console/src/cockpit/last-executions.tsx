import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ExecutionRow } from '@surefoot/shared/messages'
import { lastExecutionsQuery } from '../api/executions.ts'
import { formatMoney } from '../format/money.ts'
import { formatTime } from '../format/time.ts'
import { EventName } from '../names/event-name.tsx'
import { CardHead } from '../parts/card-head.tsx'
import { Empty } from '../parts/empty.tsx'
import { ExecutionStatus, LegStatusMark } from '../parts/execution-status.tsx'
import { Failure } from '../parts/failure.tsx'
import { ExecutionLink, ScreenLink } from '../parts/links.tsx'

/** What was taken lately, and what became of it. */
export function LastExecutions() {
  const { data: executions, error, refetch } = useQuery(lastExecutionsQuery)
  return (
    <section className="card">
      <CardHead title="Last executions">
        <ScreenLink to="/history">History</ScreenLink>
      </CardHead>
      {error && <Failure what="The executions" error={error} onRetry={() => void refetch()} />}
      {executions === undefined && !error && <Skeleton h={160} />}
      {executions?.length === 0 && (
        <Empty title="Nothing taken yet">
          An execution appears here when you press Execute, or when the desk runs in Auto.
        </Empty>
      )}
      {executions?.map((execution) => (
        <ExecutionLine key={execution.id} execution={execution} />
      ))}
    </section>
  )
}

function ExecutionLine({ execution }: { readonly execution: ExecutionRow }) {
  return (
    <div className="row-line">
      <span className="row-line-time">{formatTime(execution.timestamp)}</span>
      <span className="row-line-event">
        <ExecutionLink executionId={execution.id}>
          <EventName of={execution} />
        </ExecutionLink>
      </span>
      <span className="row-line-facts">
        <LegStatusMark role="A" status={execution.legA_status} />
        <LegStatusMark role="B" status={execution.legB_status} />
        <Text size="sm" miw={46} ta="right">
          {formatMoney(execution.expectedProfit, { isSigned: true })}
        </Text>
        <ExecutionStatus execution={execution} />
      </span>
    </div>
  )
}
